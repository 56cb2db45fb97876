import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { isManageSieveError } from '../error.ts';
import { connect } from './connect.ts';

let server: ScriptedServer;
let play: (peer: Peer) => unknown;
beforeAll(async () => {
  server = await startScripted((peer) => play(peer));
});
afterAll(() => server.stop());

const word = fc.constantFrom(
  ...[
    'OK',
    'NO',
    'BYE',
    'OK\r\n',
    'NO (QUOTA/MAXSIZE) "\x1b[2J"\r\n',
    'OK (TAG "',
    'OK (WARNINGS) {3}\r\n',
  ],
  ...['"main"', '"main" ACTIVE\r\n', '"a', '\\', '{3}\r\nabc', '{0}\r\n\r\n', '{99999999999}\r\n'],
  ...['(', ')', ' ', '\r\n', '\n', '\r', '\0', '\xff', 'é', '"SIEVE" "fileinto"\r\n', '"SASL"\r\n'],
  ...['"VERSION" "1.0"\r\n', 'cj1h', '"cj1hLHM9YixpPTQwOTY="\r\n', '+', 'sync-000000000000', '* '],
);
const noise = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((octets) => Buffer.from(octets)),
  fc.array(word, { maxLength: 40 }).map((words) => Buffer.from(words.join(''), 'latin1')),
);

const options = { host: '127.0.0.1', tls: 'none', allowPlaintextPassword: true } as const;
const alice = { username: 'alice', password: 'correct horse' };
const after = '"VERSION" "1.0"\r\nOK\r\nOK (TAG "none")\r\n';

/** Whether a call came to something, and if it failed, in words of ours that hold no secret. */
async function settle(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    expect(error.message).not.toMatch(/(?!\n)\p{Cc}|horse/u);
    return false;
  }
}

it.each([
  ['greets', '', '', []],
  ['is asked to log in', `${hello}OK\r\n`, 'PLAIN', []],
  ['is asked to log in by SCRAM', `"SASL" "SCRAM-SHA-1"\r\nOK\r\n`, 'SCRAM-SHA-1', []],
  ['has let the client in', `${hello}OK\r\n`, 'PLAIN', ['OK\r\n', after, '']],
])('a server may say anything when it %s', async (_, greeting, mechanism, replies) => {
  const property = fc.asyncProperty(noise, async (octets) => {
    play = async (peer) => {
      peer.send(greeting);
      for (const reply of replies) {
        await peer.line();
        peer.send(reply);
      }
      if (greeting !== '') await peer.line();
      peer.send(octets);
      peer.socket.end();
    };
    const client = await connect({ ...options, port: server.port }).catch((error: unknown) => {
      if (!isManageSieveError(error)) throw error;
      return null;
    });
    if (client === null) return;
    const login = mechanism === '' ? [] : [client.authenticate({ ...alice, mechanism })];
    await Promise.all(
      [
        ...login,
        client.listScripts(),
        client.getScript('main'),
        client.putScript('main', Buffer.from('keep;')),
        client.noop('t'),
        client.capability(),
      ].map(settle),
    );
    client.close();
  });
  await fc.assert(property, { numRuns: 80 });
});
