import { X509Certificate } from 'node:crypto';
import { type AddressInfo, connect as connectPlain } from 'node:net';
import { connect, createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createAuthority } from './authority.ts';
import { authorityLimits } from './limits.ts';

/** Connects over TLS to a server with that certificate, and says how it went. */
async function shakeHands(
  issued: { key: string; cert: string },
  ca: string,
  servername: string,
): Promise<string> {
  const server = createServer({ key: issued.key, cert: issued.cert }, (socket) => {
    socket.on('error', () => {});
    socket.end();
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((done) => {
      const socket = connect({ socket: connectPlain(port, '127.0.0.1'), servername, ca }, () =>
        done('ok'),
      );
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
      socket.resume();
    });
  } finally {
    server.close();
  }
}

describe('createAuthority', () => {
  it.each([
    ['a DNS name', ['mail.example.org', '127.0.0.1'], 'mail.example.org', 'ok'],
    ['another of its names', ['localhost', 'mail.example.org'], 'mail.example.org', 'ok'],
    ['a name it was not issued for', ['localhost'], 'evil.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('issues a certificate that a client checks: %s', async (_, hosts, name, expected) => {
    const authority = await createAuthority();
    expect(await shakeHands(await authority.issue(hosts), authority.ca, name)).toBe(expected);
  });

  it('is trusted by nobody else', async () => {
    const [mine, other] = await Promise.all([createAuthority(), createAuthority('other')]);
    const issued = await mine.issue(['localhost']);
    expect(await shakeHands(issued, other.ca, 'localhost')).not.toBe('ok');
  });

  it('writes IP addresses of both families as IP addresses', async () => {
    const authority = await createAuthority();
    const { cert } = await authority.issue(['127.0.0.1', '::1']);
    const certificate = new X509Certificate(cert);
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkIP('::1')).toBe('::1');
  });

  it('bounds the time of the authority and of what it issues', async () => {
    const authority = await createAuthority();
    const far = new Date(Date.now() + 10 * authorityLimits.validity);
    const root = new X509Certificate(authority.ca);
    const { cert } = await authority.issue(['localhost'], { notAfter: far });
    const usual = new X509Certificate((await authority.issue(['localhost'])).cert);
    const slack = 60_000;
    expect(Date.parse(root.validTo)).toBeLessThan(Date.now() + authorityLimits.validity + slack);
    expect(Date.parse(new X509Certificate(cert).validTo)).toBe(Date.parse(root.validTo));
    expect(Date.parse(usual.validTo)).toBeLessThan(Date.now() + authorityLimits.issued + slack);
  });

  it('can issue a certificate whose time is over', async () => {
    const authority = await createAuthority();
    const issued = await authority.issue(['localhost'], {
      notBefore: new Date(Date.now() - 2000),
      notAfter: new Date(Date.now() - 1000),
    });
    expect(await shakeHands(issued, authority.ca, 'localhost')).toBe('CERT_HAS_EXPIRED');
  });

  it.each([
    ['server', '1.3.6.1.5.5.7.3.1'],
    ['client', '1.3.6.1.5.5.7.3.2'],
  ] as const)('says that a certificate is for a %s', async (usage, expected) => {
    const authority = await createAuthority();
    const { cert } = await authority.issue(['alice'], { usage });
    expect(new X509Certificate(cert).keyUsage).toEqual([expected]);
  });

  it('refuses to issue for nobody', async () => {
    const authority = await createAuthority();
    await expect(authority.issue([])).rejects.toThrow('at least one host');
  });
});
