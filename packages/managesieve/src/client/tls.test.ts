import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import 'reflect-metadata';
import {
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  hello,
  helloTls,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { type Authority, createAuthority, type IssuedCertificate } from '../authority.ts';
import { isManageSieveError } from '../error.ts';
import { hashCertificate } from './channel-binding.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';

let authority: Authority;
let certificate: IssuedCertificate;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  authority = await createAuthority();
  certificate = await authority.issue(['localhost', '127.0.0.1']);
});
afterEach(() => server?.stop());

async function join(
  options: Partial<ConnectOptions>,
  shown = certificate,
  after: (peer: Peer) => unknown = () => {},
): Promise<Client> {
  server = await startScripted(async (peer) => {
    peer.send(`"BEFORE" "TLS"\r\n${helloTls}`);
    await peer.line();
    peer.send('OK\r\n');
    await peer.startTls(shown);
    peer.send(`"SASL" "SCRAM-SHA-256-PLUS"\r\n"VERSION" "1.0"\r\nOK\r\n`);
    await after(peer);
  });
  return await connect({ host: '127.0.0.1', port: server.port, ...options });
}

/** Whether it connects, or why not. */
async function attempt(options: Partial<ConnectOptions>, shown = certificate): Promise<string> {
  try {
    const client = await join(options, shown);
    client.close();
    return 'connected';
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const fingerprint = ({ cert }: IssuedCertificate) => new X509Certificate(cert).fingerprint256;

describe('a pinned certificate', () => {
  it('is trusted with no authority, in any writing of the pin', async () => {
    const pin = fingerprint(certificate);
    expect(await attempt({ pin })).toBe('connected');
    expect(await attempt({ pin: pin.replaceAll(':', '').toLowerCase() })).toBe('connected');
  });

  it('is trusted whatever its name and time', async () => {
    const old = await authority.issue(['elsewhere.example'], {
      notBefore: new Date(Date.now() - 9000),
      notAfter: new Date(Date.now() - 1000),
    });
    expect(await attempt({ pin: fingerprint(old) }, old)).toBe('connected');
  });

  it('is the only one that is', async () => {
    const other = await authority.issue(['127.0.0.1']);
    const options = { pin: fingerprint(certificate), ca: authority.ca };
    const refusal = await attempt(options, other);
    expect(refusal).toContain('tls: The certificate of 127.0.0.1 is not the pinned one.');
    expect(refusal).toContain(fingerprint(other));
    expect(await attempt({ pin: fingerprint(certificate) }, other)).toBe(refusal);
  });

  it('is held against the checks that were asked for besides', async () => {
    const pin = fingerprint(certificate);
    const other = await createAuthority();
    expect(await attempt({ pin, ca: other.ca })).toContain('signed by nobody trusted');
    expect(await attempt({ pin, ca: authority.ca })).toBe('connected');
    expect(await attempt({ pin, ca: authority.ca, servername: 'x.example' })).toContain(
      'not for x.example',
    );
  });

  it.each(['', '00', 'x'.repeat(64), `${'00:'.repeat(32)}00`])('is not %j', async (pin) => {
    expect(await attempt({ pin })).toContain('tls: The pin is no SHA-256 fingerprint');
  });
});

describe('a certificate signed by itself', () => {
  it('is not trusted', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const names = new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]);
    const self = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=127.0.0.1',
      keys,
      signingAlgorithm: algorithm,
      extensions: [names],
    });
    const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    const key = PemConverter.encode(der, PemConverter.PrivateKeyTag);
    const shown = { key, cert: self.toString('pem') };
    expect(await attempt({}, shown)).toMatch(
      /signed by nobody trusted \(self.signed certificate\)/,
    );
    expect(await attempt({ ca: authority.ca }, shown)).toContain('signed by nobody trusted');
    expect(await attempt({ ca: shown.cert }, shown)).toBe('connected');
  });

  it('of another authority is not trusted', async () => {
    const other = await createAuthority('other');
    const shown = await other.issue(['127.0.0.1']);
    expect(await attempt({}, shown)).toContain('signed by nobody trusted');
  });
});

it('TLS older than 1.2 is never offered', async () => {
  const first = new Promise<Buffer>((done) => {
    void startScripted((peer) => peer.socket.once('data', done)).then((started) => {
      server = started;
      const options = { host: '127.0.0.1', port: started.port, tls: 'implicit' } as const;
      connect({ ...options, limits: { connectTime: 1000 } }).catch(() => {});
    });
  });
  // The extension supported_versions (RFC 8446, 4.2.1): TLS 1.3 and TLS 1.2.
  expect((await first).toString('hex')).toMatch(/002b00050403040303/);
});

describe('a certificate of the client', () => {
  it.each<[string, { cert: string; key?: string }]>([
    ['no key', { cert: 'CERT' }],
    ['a key that is none', { cert: 'CERT', key: '-----BEGIN SECRET-----' }],
    ['a certificate that is none', { cert: 'nonsense', key: 'KEY' }],
    ['a key of another certificate', { cert: 'CERT', key: 'OTHER' }],
  ])('with %s is told without the key', async (_, given) => {
    const other = await authority.issue(['bob'], { usage: 'client' });
    const own = await authority.issue(['alice'], { usage: 'client' });
    const known: Record<string, string> = { CERT: own.cert, KEY: own.key, OTHER: other.key };
    const options = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, known[value] ?? value]),
    );
    const said = await attempt({ ...options, ca: authority.ca });
    expect(said).toMatch(/^(?:connected$|tls: No TLS with 127\.0\.0\.1: )/);
    expect(said === 'connected').toBe(given.key === undefined);
    expect(said).not.toContain('SECRET');
  });
});

describe('what is known of the connection', () => {
  it('over TLS', async () => {
    const pin = fingerprint(certificate);
    const client = await join({ ca: authority.ca, pin, trace: () => {} });
    expect(client.security).toMatchObject({
      encrypted: true,
      protocol: 'TLSv1.3',
      cipher: expect.stringContaining('TLS_'),
      certificate: {
        subject: 'CN=localhost',
        issuer: 'CN=sievekit private authority',
        names: ['localhost', '127.0.0.1'],
        fingerprint256: fingerprint(certificate),
      },
    });
    const { validFrom, validTo } = client.security.certificate ?? {};
    expect(Number(validTo) - Number(validFrom)).toBeGreaterThan(1000);
    expect(client.security.chain.map(({ subject }) => subject)).toEqual([
      'CN=localhost',
      'CN=sievekit private authority',
    ]);
    expect(client.capabilitiesBeforeTls?.raw.get('BEFORE')).toBe('TLS');
    expect(client.capabilities.raw.has('BEFORE')).toBe(false);
    client.close();
  });

  it('in the clear', async () => {
    server = await startScripted((peer) => peer.send(`${hello}OK\r\n`));
    const client = await connect({ host: '127.0.0.1', port: server.port, tls: 'none' });
    expect(client.security).toEqual({
      encrypted: false,
      protocol: null,
      cipher: null,
      certificate: null,
      chain: [],
    });
    client.close();
  });
});

describe('a login that is bound to the connection', () => {
  it('tries one binding after the other until the server knows one', async () => {
    const headers: string[] = [];
    const client = await join({ ca: authority.ca }, certificate, async (peer) => {
      for (let line = await peer.line(); line !== null; line = await peer.line()) {
        const message = Buffer.from(/ "([^"]*)"$/.exec(line)?.[1] ?? '', 'base64').toString();
        headers.push(message.replace(/,.*/s, ''));
        peer.send('NO "Unsupported"\r\n');
      }
    });
    const call = client.authenticate({ username: 'alice', password: 'pw' });
    await expect(call).rejects.toMatchObject({ code: 'auth' });
    expect(headers).toEqual(['p=tls-exporter', 'p=tls-unique', 'p=tls-server-end-point']);
    client.close();
  });

  it('tries no other when the password has played its part', async () => {
    let attempts = 0;
    const client = await join({ ca: authority.ca }, certificate, async (peer) => {
      for (let line = await peer.line(); line !== null; line = await peer.line()) {
        const message = Buffer.from(/ "([^"]*)"$/.exec(line)?.[1] ?? '', 'base64').toString();
        const nonce = /r=(.*)$/.exec(message)?.[1];
        attempts++;
        peer.send(`"${Buffer.from(`r=${nonce}x,s=AAAA,i=4096`).toString('base64')}"\r\n`);
        await peer.line();
        peer.send('NO "Wrong"\r\n');
      }
    });
    const call = client.authenticate({ username: 'alice', password: 'pw' });
    await expect(call).rejects.toMatchObject({ code: 'auth', text: 'Wrong' });
    expect(attempts).toBe(1);
    client.close();
  });

  it('hashes the certificate as it was signed', async () => {
    const { raw } = new X509Certificate(certificate.cert);
    expect(await hashCertificate(raw)).toEqual(createHash('sha256').update(raw).digest());
  });
});
