import { afterEach, describe, expect, it } from 'vitest';
import { boundTime, withLittleMemory } from '../../test/bounds.ts';
import { playScram, type ScramPlay } from '../../test/scram-server.ts';
import { type Peer, type ScriptedServer, startScripted } from '../../test/scripted-server.ts';
import { isManageSieveError, type ManageSieveError } from '../error.ts';
import type { Credentials } from '../sasl/mechanism.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';

boundTime();

let server: ScriptedServer | undefined;
let client: Client | undefined;
afterEach(async () => {
  client?.close();
  await server?.stop();
});

const alice = { username: 'alice', password: 'correct horse' };

/** Logs in to a server that offers these mechanisms; no password may go in the clear. */
async function logIn(
  mechanisms: string,
  play: (peer: Peer) => unknown,
  credentials: Credentials = alice,
  options: Partial<ConnectOptions> = {},
): Promise<Client> {
  server = await startScripted(async (peer) => {
    peer.send(`"SASL" "${mechanisms}"\r\n"VERSION" "1.0"\r\nOK\r\n`);
    await play(peer);
  });
  client = await connect({ host: '127.0.0.1', port: server.port, tls: 'none', ...options });
  await client.authenticate(credentials);
  return client;
}

async function failure(call: Promise<unknown>): Promise<ManageSieveError> {
  const settled = call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const error = await withLittleMemory(() => settled);
  if (!isManageSieveError(error)) throw new Error(`No failure of ours: ${error}`);
  const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause}`;
  expect(told).not.toContain('horse');
  return error;
}

/** Says what follows a login: capabilities, and a reply to NOOP. */
async function welcome(peer: Peer): Promise<void> {
  await peer.line();
  await peer.line();
  peer.send('"VERSION" "1.0"\r\nOK\r\nOK\r\n');
}

describe('SCRAM', () => {
  const play = (with_: ScramPlay) => async (peer: Peer) => {
    await playScram(peer, alice.password, with_);
    await welcome(peer);
  };

  it.each<[string, ScramPlay]>([
    ['as challenges', {}],
    ['as literal challenges', { literal: true }],
    ['along with success', { along: true }],
    ['along with success as a literal inside the response code', { along: true, literal: true }],
  ])('logs in when the server proves itself %s', async (_, how) => {
    const joined = await logIn('SCRAM-SHA-256', play(how));
    expect(joined.open).toBe(true);
  });

  it.each<[string, ScramPlay, string]>([
    ['signs wrongly', { last: () => `v=${'A'.repeat(43)}=` }, 'wrong signature'],
    ['signs wrongly along with success', { last: () => 'v=AAAA', along: true }, 'wrong signature'],
    [
      'signs for another password',
      { last: (text) => text.replace(/.=$/, '==') },
      'wrong signature',
    ],
    ['signs nothing', { last: () => null }, 'has not proved'],
    ['signs nothing in many words', { last: () => '', along: true }, 'wrong signature'],
    ['replaces the nonce', { first: () => 'r=other,s=c2FsdA==,i=4096' }, 'nonce is another'],
    ['asks for four billion rounds', { first: (t) => t.replace('4096', '4294967295') }, 'asks for'],
    ['asks for one round', { first: (t) => t.replace('4096', '1') }, 'asks for 1 iterations'],
    ['speaks of nothing', { first: () => '' }, 'makes no sense'],
  ])('is left at once when the server %s', async (_, how, message) => {
    const error = await withLittleMemory(() => failure(logIn('SCRAM-SHA-256', play(how))));
    expect(error.code).toBe('auth');
    expect(error.message).toContain(message);
    expect(client?.open).toBe(false);
  });

  it('is not skipped by success at once', async () => {
    const call = logIn('SCRAM-SHA-256', async (peer) => {
      await peer.line();
      peer.send('OK "Welcome"\r\n');
    });
    expect((await failure(call)).message).toContain('has not proved');
    expect(client?.open).toBe(false);
  });

  it('says nothing of the password to who plays the server', async () => {
    let said: string[] = [];
    await logIn('SCRAM-SHA-256', async (peer) => {
      said = await playScram(peer, alice.password);
      await welcome(peer);
    });
    expect(said.join()).toMatch(/^n,,n=alice,r=.{32},c=biws,r=.*,p=.{44}$/);
  });
});

describe('a downgrade', () => {
  it.each(['LOGIN', 'PLAIN', 'PLAIN LOGIN CRAM-MD5 DIGEST-MD5', 'XOAUTH2', 'CRAM-MD5', 'NTLM', ''])(
    'to %j without TLS gets nothing',
    async (mechanisms) => {
      const lines: (string | null)[] = [];
      const call = logIn(mechanisms, async (peer) => void lines.push(await peer.line()));
      expect((await failure(call)).code).toMatch(/^(?:insecure|auth)$/);
      client?.close();
      await new Promise((done) => setTimeout(done, 20));
      expect(lines.filter((line) => line !== null)).toEqual([]);
    },
  );

  it('of a mechanism that the caller named is not followed', async () => {
    const call = logIn('PLAIN', () => {}, { ...alice, mechanism: 'SCRAM-SHA-256' });
    expect((await failure(call)).message).toContain('offers no SCRAM-SHA-256; it offers: PLAIN.');
  });
});

describe('challenges', () => {
  const allow = { allowPlaintextPassword: true };
  it.each([
    ['an atom', 'VXNlcm5hbWU6\r\n'],
    ['two words', '"VXNl" "cm5h"\r\n'],
    ['no Base64', '"User name:"\r\n'],
    ['Base64 without its end', '"VXNlcm5hbWU"\r\n'],
    ['an empty line', '\r\n'],
  ])('of %s end the session', async (_, challenge) => {
    const play = async (peer: Peer) => {
      await peer.line();
      peer.send(challenge);
    };
    const error = await failure(logIn('LOGIN', play, alice, allow));
    expect(error.code).toBe('protocol');
    expect(client?.open).toBe(false);
  });

  it('of LOGIN may be literals, and are two', async () => {
    const lines: (string | null)[] = [];
    const call = logIn(
      'LOGIN',
      async (peer) => {
        lines.push(await peer.line());
        peer.send('{12}\r\nVXNlcm5hbWU6\r\n');
        lines.push(await peer.line());
        peer.send('{0}\r\n\r\n');
        lines.push(await peer.line());
        peer.send('"bW9yZQ=="\r\n');
      },
      alice,
      allow,
    );
    expect((await failure(call)).message).toContain('more than it has to say');
    expect(lines).toEqual([
      'AUTHENTICATE "LOGIN"',
      '"YWxpY2U="',
      `"${Buffer.from(alice.password).toString('base64')}"`,
    ]);
  });

  it('that never end are ended', async () => {
    const play = async (peer: Peer) => {
      while ((await peer.line()) !== null) peer.send('"bW9yZQ=="\r\n');
    };
    const error = await withLittleMemory(() => failure(logIn('LOGIN', play, alice, allow)));
    expect(error.code).toMatch(/^(?:auth|protocol)$/);
  });
});

describe('tokens', () => {
  const token = { username: 'alice', token: 'correct.horse' };
  const options = { allowPlaintextPassword: true };
  const refuse =
    (reason: string, said = 'NO "Authentication failed."\r\n') =>
    async (peer: Peer) => {
      await peer.line();
      peer.send(`"${Buffer.from(reason).toString('base64')}"\r\n`);
      await peer.line();
      peer.send(said);
    };

  it('are refused with the reason, which may be shown', async () => {
    const reason = '{"status":"invalid_token\\u001b[31m"}';
    const error = await failure(logIn('OAUTHBEARER', refuse(reason), token, options));
    expect(error).toMatchObject({
      code: 'auth',
      message: 'The server refused the login (invalid_token\\x1b[31m): Authentication failed.',
    });
  });

  it('that the server repeats are not quoted', async () => {
    const play = refuse('{}', 'NO "Bad token correct.horse"\r\n');
    expect((await failure(logIn('XOAUTH2', play, token, options))).code).toBe('auth');
  });

  it('that the server takes after it refused them are not believed to be taken', async () => {
    const play = refuse('{"status":"401"}', 'OK "Welcome"\r\n');
    const call = logIn('OAUTHBEARER', play, token, options);
    expect((await failure(call)).code).toBe('auth');
    expect(client?.open).toBe(false);
  });
});
