import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { boundTime, withLittleMemory } from '../../test/bounds.ts';
import { loginContext } from '../../test/login-context.ts';
import {
  hello,
  helloTls,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { type Authority, createAuthority, type IssuedCertificate } from '../authority.ts';
import { isManageSieveError, type ManageSieveError } from '../error.ts';
import { clientLimits } from '../limits.ts';
import { readCapabilities } from '../protocol/capability.ts';
import type { Mechanism } from '../sasl/mechanism.ts';
import { LineParser, type WireLine } from '../wire/line-parser.ts';
import type { Client } from './client.ts';
import { Authentication } from './command/authenticate.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';

boundTime();

let authority: Authority;
let certificate: IssuedCertificate;
let server: ScriptedServer | undefined;

beforeAll(async () => {
  authority = await createAuthority();
  certificate = await authority.issue(['localhost', '127.0.0.1']);
});
afterEach(async () => {
  await server?.stop();
});

const credentials = { username: 'alice', password: 'correct horse' };

async function join(
  play: (peer: Peer) => unknown,
  options: Partial<ConnectOptions> = {},
): Promise<Client> {
  server = await startScripted(play);
  return await connect({ host: '127.0.0.1', port: server.port, ca: authority.ca, ...options });
}

/** Connects without TLS to a server that greets well. */
async function joinPlain(
  play: (peer: Peer) => unknown,
  options: Partial<ConnectOptions> = {},
): Promise<Client> {
  const greetFirst = async (peer: Peer) => {
    peer.send(`${hello}OK "Ready"\r\n`);
    await play(peer);
  };
  return await join(greetFirst, { tls: 'none', allowPlaintextPassword: true, ...options });
}

async function failure(call: Promise<unknown>): Promise<ManageSieveError> {
  const settled = call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const error = await withLittleMemory(() => settled);
  if (!isManageSieveError(error)) throw new Error(`No failure of ours: ${error}`);
  return error;
}

function readLine(text: string): WireLine {
  const parser = new LineParser(clientLimits);
  parser.push(Buffer.from(text));
  return parser.next() as WireLine;
}

describe('STARTTLS', () => {
  it('is insisted on when the offer is taken out', async () => {
    const lines: (string | null)[] = [];
    const call = join(async (peer) => {
      peer.send(`${hello}OK\r\n`);
      lines.push(await peer.line());
    });
    expect(await failure(call)).toMatchObject({ code: 'tls' });
    expect(lines.filter((line) => line !== null)).toEqual([]);
  });

  it('refused is fatal', async () => {
    const call = join(async (peer) => {
      peer.send(helloTls);
      await peer.line();
      peer.send('NO "Not today"\r\n');
    });
    expect(await failure(call)).toMatchObject({ code: 'tls', text: 'Not today' });
  });

  it.each([
    ['a whole line', '"SASL" "PLAIN"\r\nOK "Injected"\r\n'],
    ['half a line', '"SAS'],
    ['one octet', '\n'],
  ])('with %s injected behind its OK is fatal', async (_, injected) => {
    const call = join(async (peer) => {
      peer.send(helloTls);
      await peer.line();
      peer.send(`OK "Begin TLS"\r\n${injected}`);
      await peer.startTls(certificate);
      peer.send(`${hello}OK\r\n`);
    });
    const error = await failure(call);
    expect(error.code).toBe('tls');
    expect(error.message).toContain('tampering');
  });

  it.each([
    ['an OK to it', 'OK "Begin TLS"\r\n'],
    ['capabilities', '"SASL" "PLAIN"\r\nOK\r\n'],
    ['half a line', '"SAS'],
  ])('with %s sent before it is asked for is fatal', async (_, injected) => {
    const said: (string | null)[] = [];
    const call = join(async (peer) => {
      peer.send(`${helloTls}${injected}`);
      said.push(await peer.line());
      peer.send('OK "Begin TLS"\r\n');
      await peer.startTls(certificate);
      peer.send(`${hello}OK\r\n`);
    });
    expect((await failure(call)).code).toMatch(/^(?:tls|protocol)$/);
    expect(said.filter((line) => line !== null && line !== 'STARTTLS')).toEqual([]);
  });

  it('with octets injected a little behind its OK is fatal', async () => {
    const call = join(async (peer) => {
      peer.send(helloTls);
      await peer.line();
      peer.send('OK "Begin TLS"\r\n');
      await new Promise((done) => setTimeout(done, 20));
      peer.send('"SASL" "PLAIN"\r\nOK\r\n');
      await peer.startTls(certificate);
    });
    expect((await failure(call)).code).toBe('tls');
  });

  it('replaces the capabilities from before it', async () => {
    const client = await join(async (peer) => {
      peer.send(`"X-EVIL" "yes"\r\n${helloTls}`);
      await peer.line();
      peer.send('OK "Begin TLS"\r\n');
      await peer.startTls(certificate);
      peer.send(`${hello}OK\r\n`);
    });
    expect(client.capabilities.raw.has('X-EVIL')).toBe(false);
    expect(client.capabilities.starttls).toBe(false);
    client.close();
  });

  const withCertificate = (issued: IssuedCertificate) => async (peer: Peer) => {
    peer.send(helloTls);
    await peer.line();
    peer.send('OK "Begin TLS"\r\n');
    await peer.startTls(issued);
    peer.send(`${hello}OK\r\n`);
    const line = await peer.line();
    if (line !== null) throw new Error(`The client said ${line}.`);
  };

  it('checks the host in the certificate', async () => {
    const issued = await authority.issue(['elsewhere.example']);
    const error = await failure(join(withCertificate(issued)));
    expect(error).toMatchObject({ code: 'tls', cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
  });

  it('checks who signed the certificate', async () => {
    const other = await createAuthority();
    const issued = await other.issue(['127.0.0.1']);
    const error = await failure(join(withCertificate(issued)));
    expect(error.code).toBe('tls');
    expect(error.message).toContain('signed by nobody trusted');
  });

  it('checks the time of the certificate', async () => {
    const [notBefore, notAfter] = [new Date(Date.now() - 9000), new Date(Date.now() - 1000)];
    const issued = await authority.issue(['127.0.0.1'], { notBefore, notAfter });
    const error = await failure(join(withCertificate(issued)));
    expect(error.message).toContain('has expired');
  });

  it('never speaks TLS older than 1.2', async () => {
    const call = join(async (peer) => {
      peer.send(helloTls);
      await peer.line();
      peer.send('OK\r\n');
      // A ServerHello of TLS 1.1 in a record of TLS 1.1.
      peer.send(Buffer.from(`160302002a020000260302${'00'.repeat(32)}00c01300`, 'hex'));
    });
    expect(await failure(call)).toMatchObject({ code: 'tls' });
  });
});

describe('the limits of the client', () => {
  it('stop a line that never ends, soon', async () => {
    const call = join((peer) => {
      const chunk = 'x'.repeat(16 * 1024);
      const pour = () => {
        if (peer.socket.destroyed) return;
        peer.send(chunk);
        setImmediate(pour);
      };
      pour();
    });
    const error = await failure(call);
    expect(error.code).toBe('limit');
    expect(error.message).toContain(String(clientLimits.line));
  });

  it('stop a literal that is too large before it comes', async () => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send(`{${clientLimits.literal + 1}}\r\n`);
    });
    expect(await failure(client.getScript('main'))).toMatchObject({ code: 'limit' });
    expect(client.open).toBe(false);
  });

  it.each([
    [clientLimits.capabilities, 'open'],
    [clientLimits.capabilities + 1, 'limit'],
  ])('let through 200 capabilities: %i', async (count, expected) => {
    const lines = Array.from({ length: count }, (_, index) => `"X${index}"\r\n`).join('');
    const call = join((peer) => peer.send(`${lines}OK\r\n`), { tls: 'none' });
    if (expected === 'limit') expect(await failure(call)).toMatchObject({ code: 'limit' });
    else (await call).close();
  });

  it('stop a list of more scripts than they allow', async () => {
    const play = async (peer: Peer) => {
      await peer.line();
      peer.send('"a"\r\n"b"\r\n"c"\r\nOK\r\n');
    };
    const client = await joinPlain(play, { limits: { list: 2 } });
    expect(await failure(client.listScripts())).toMatchObject({ code: 'limit' });
    expect(clientLimits.list).toBe(100_000);
  });

  it('stop a script that is too large before it is sent', async () => {
    const client = await joinPlain(() => {}, { limits: { literal: 10 } });
    expect(await failure(client.putScript('a', Buffer.alloc(11)))).toMatchObject({ code: 'limit' });
    expect(client.open).toBe(true);
    client.close();
  });

  it('stop a login with no end of challenges', async () => {
    const talkative: Mechanism = {
      name: 'PLAIN',
      plaintext: false,
      needs: 'password',
      start: () => ({ initial: Buffer.alloc(0), answer: (bytes) => bytes, finish: () => {} }),
    };
    const exchange = new Authentication(talkative, credentials, loginContext, clientLimits, {
      capabilities: readCapabilities([]),
      refresh: true,
    });
    const challenge = readLine('"bW9yZQ=="\r\n');
    for (let count = 0; count < clientLimits.challenges; count++) {
      expect(String(exchange.read(challenge))).toBe('"bW9yZQ=="\r\n');
    }
    expect(() => exchange.read(challenge)).toThrow('makes no sense');
  });

  it('do not let PLAIN be asked for more than it has', async () => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send('""\r\n');
    });
    expect(await failure(client.authenticate(credentials))).toMatchObject({ code: 'auth' });
    expect(client.open).toBe(false);
  });
});

describe('time-outs', () => {
  it('end silence while connecting, and hint at TLS', async () => {
    const error = await failure(join(() => {}, { limits: { connectTime: 50 } }));
    expect(error.code).toBe('timeout');
    expect(error.message).toContain('implicit TLS');
  });

  it('end a TLS handshake that does not end', async () => {
    const call = join(() => {}, { tls: 'implicit', limits: { connectTime: 50 } });
    expect(await failure(call)).toMatchObject({ code: 'timeout' });
  });

  it('end silence behind a command', async () => {
    const client = await joinPlain(() => {}, { limits: { idleTime: 50 } });
    const calls = [client.noop(), client.listScripts()].map(failure);
    expect(await Promise.all(calls)).toMatchObject([{ code: 'timeout' }, { code: 'timeout' }]);
    expect(client.open).toBe(false);
  });

  it('end a reply that comes an octet at a time', async () => {
    const play = async (peer: Peer) => {
      await peer.line();
      const timer = setInterval(() => peer.send('x'), 10);
      peer.socket.once('close', () => clearInterval(timer));
    };
    const client = await joinPlain(play, { limits: { idleTime: 100, totalTime: 200 } });
    const error = await failure(client.noop());
    expect(error).toMatchObject({ code: 'timeout' });
    expect(error.message).toContain('200 ms');
  });

  it('leave an idle connection alone', async () => {
    const play = async (peer: Peer) => {
      await peer.line();
      peer.send('OK\r\n');
    };
    const client = await joinPlain(play, { limits: { idleTime: 20, totalTime: 30 } });
    await new Promise((done) => setTimeout(done, 80));
    await client.noop();
    await new Promise((done) => setTimeout(done, 80));
    expect(client.open).toBe(true);
    client.close();
  });
});

describe('BYE', () => {
  it('instead of a greeting', async () => {
    const call = join((peer) => peer.send('BYE (TRYLATER) "Too many connections"\r\n'));
    expect(await failure(call)).toMatchObject({
      code: 'bye',
      responseCode: { name: 'TRYLATER', args: [] },
      text: 'Too many connections',
    });
  });

  it('half-way through a list ends all that is under way', async () => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send('"a"\r\n"b" ACTIVE\r\nBYE "Server shutting down."\r\n');
      peer.socket.end();
    });
    const calls = [client.listScripts(), client.noop(), client.getScript('a')].map(failure);
    const expected = { code: 'bye', text: 'Server shutting down.' };
    expect(await Promise.all(calls)).toMatchObject([expected, expected, expected]);
  });

  it('while nothing is under way is told to the next command', async () => {
    const client = await joinPlain((peer) => peer.send('BYE (TRYLATER) "Idle"\r\n'));
    while (client.open) await new Promise((done) => setTimeout(done, 5));
    expect(await failure(client.noop())).toMatchObject({ code: 'bye', text: 'Idle' });
  });

  it('with a referral is told, and not followed', async () => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send('BYE (REFERRAL "sieve://elsewhere.example") "Moved"\r\n');
    });
    expect(await failure(client.authenticate(credentials))).toMatchObject({
      code: 'bye',
      responseCode: { name: 'REFERRAL', args: ['sieve://elsewhere.example'] },
    });
  });

  it('to LOGOUT is fine', async () => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send('BYE "Bye"\r\n');
    });
    await client.logout();
    expect(client.open).toBe(false);
  });
});

describe('a server out of its mind', () => {
  it.each([
    ['data for a command that has none', '"surprise"\r\nOK\r\n', (on: Client) => on.noop()],
    ['no script', 'OK\r\n', (on: Client) => on.getScript('main')],
    ['two scripts', '{1}\r\na\r\n{1}\r\nb\r\nOK\r\n', (on: Client) => on.getScript('main')],
    ['words instead of a list', 'HTTP/1.1 200 OK\r\n\r\n', (on: Client) => on.listScripts()],
    ['an empty line', '\r\n', (on: Client) => on.listScripts()],
  ])('that sends %s', async (_, text, call) => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send(text);
    });
    expect(await failure(call(client))).toMatchObject({ code: 'protocol' });
  });

  it('that speaks unasked is left', async () => {
    const client = await joinPlain((peer) => peer.send('OK "Hello?"\r\n'));
    while (client.open) await new Promise((done) => setTimeout(done, 5));
    expect(await failure(client.noop())).toMatchObject({ code: 'protocol' });
  });

  it('that hangs up half-way', async () => {
    const client = await joinPlain(async (peer) => {
      await peer.line();
      peer.send('{100}\r\nkeep');
      peer.socket.end();
    });
    expect(await failure(client.getScript('main'))).toMatchObject({ code: 'closed' });
  });

  it('that repeats the password is not quoted', async () => {
    const client = await joinPlain(async (peer) => {
      const line = await peer.line();
      peer.send(`NO "Password ${credentials.password} is wrong; you sent ${line?.length}"\r\n`);
    });
    const error = await failure(client.authenticate(credentials));
    expect(error.code).toBe('auth');
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('horse');
    client.close();
  });
});
