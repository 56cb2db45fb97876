import { afterEach, describe, expect, it } from 'vitest';
import { replay } from '../../test/replay.ts';
import { type ScriptedServer, startScripted } from '../../test/scripted-server.ts';
import { isManageSieveError } from '../error.ts';
import { readResponseMeaning } from '../protocol/response-meaning.ts';
import { parseServerErrors } from '../protocol/server-error.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';

let server: ScriptedServer | undefined;
let client: Client | undefined;
afterEach(async () => {
  client?.close();
  await server?.stop();
});

/** Connects to a server that says what a real one said, as it was recorded. */
async function join(transcript: string): Promise<Client> {
  const lines = transcript.split('\n').map((line) => line.trimStart());
  server = await startScripted((peer) => replay(peer, lines));
  const { port } = server;
  const options = { host: '127.0.0.1', port, tls: 'none', allowPlaintextPassword: true } as const;
  client = await connect(options);
  return client;
}

async function settle(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    const meaning = readResponseMeaning(error.responseCode);
    const lines = parseServerErrors(error.text ?? '').map(({ line }) => line);
    return { code: error.code, status: error.status, meaning, lines };
  }
}

const greeting = `S: "IMPLEMENTATION" "x"
  S: "SASL" "PLAIN LOGIN"
  S: "VERSION" "1.0"
  S: OK`;
const keep = Buffer.from('keep;\r\n');
const alice = { username: 'alice', password: 'pw-alice' };
const no = { code: 'no', status: 'NO' };

describe('a reply', () => {
  it.each<[string, string, (on: Client) => Promise<unknown>, unknown]>([
    ['bare', 'C: SETACTIVE "a"\nS: OK', (on) => on.setActive('a'), undefined],
    [
      'with a text',
      'C: SETACTIVE ""\nS: OK "No scripts currently active."',
      (on) => on.setActive(''),
      undefined,
    ],
    ['with a tag', 'C: NOOP "t1"\nS: OK (TAG "t1") "Done"', (on) => on.noop('t1'), 't1'],
    [
      'with a tag as a literal inside the response code',
      'C: NOOP "t1"\nS: OK (TAG {2}\nS: t1) "Done"',
      (on) => on.noop('t1'),
      't1',
    ],
    [
      'with names that are escaped',
      'C: LISTSCRIPTS\nS: "q\\\\"uo\\\\\\\\te"\nS: "ünï→😀" ACTIVE\nS: OK "Listscripts completed."',
      (on) => on.listScripts(),
      [
        { name: 'q"uo\\te', active: false },
        { name: 'ünï→😀', active: true },
      ],
    ],
    [
      'with names that are not',
      'C: LISTSCRIPTS\nS: "quo"te"\nS: "back\\\\slash"\nS: "tab\\x09x"\nS: OK',
      (on) => on.listScripts(),
      ['quo"te', 'back\\slash', 'tab\tx'].map((name) => ({ name, active: false })),
    ],
    [
      'that a script is too large, with a code',
      'C: PUTSCRIPT "a" {7+}\nC: keep;\nC: \nS: NO (QUOTA/MAXSIZE) "Script is too large (max 65536 bytes)."',
      (on) => on.putScript('a', keep),
      { ...no, meaning: { kind: 'quota', of: 'size' }, lines: [null] },
    ],
    [
      'that a script is too large, in words about something else',
      'C: PUTSCRIPT "a" {7+}\nC: keep;\nC: \nS: NO "Did not specify legal script data length"',
      (on) => on.putScript('a', keep),
      { ...no, meaning: null, lines: [null] },
    ],
    [
      'that there are too many scripts',
      'C: HAVESPACE "a" 5\nS: NO (QUOTA/MAXSCRIPTS) "You are only allowed 120 scripts on this server"',
      (on) => on.haveSpace('a', 5),
      { ...no, meaning: { kind: 'quota', of: 'scripts' }, lines: [null] },
    ],
    [
      'of a quota that the RFC does not know',
      'C: HAVESPACE "new" 60000\nS: NO (QUOTA/MAXSTORAGE) "Script storage quota exceeded (max 4194304 bytes)."',
      (on) => on.haveSpace('new', 60_000),
      { ...no, meaning: { kind: 'quota', of: 'storage' }, lines: [null] },
    ],
    [
      'that can mean never, though it says later',
      'C: DELETESCRIPT "x"\nS: NO (TRYLATER) "Internal error occurred. Refer to server log for more information. [2026-11-21 07:54:47]"',
      (on) => on.deleteScript('x'),
      { ...no, meaning: { kind: 'try-later' }, lines: [null] },
    ],
    [
      'of compile errors with the name and the kind',
      "C: PUTSCRIPT \"bad\" {7+}\nC: keep;\nC: \nS: NO {141}\nS: bad: line 6: error: expected end of command ';' or the beginning of a compound block '{', but found end of file.\nS: bad: error: parse failed.\nS: ",
      (on) => on.putScript('bad', keep),
      { ...no, meaning: null, lines: [6] },
    ],
    [
      'of compile errors in other words',
      'C: PUTSCRIPT "bad" {7+}\nC: keep;\nC: \nS: NO {89}\nS: line 2: fileinto extension MUST be enabled with "require" command\nS: line 3: syntax error\nS: ',
      (on) => on.putScript('bad', keep),
      { ...no, meaning: null, lines: [2, 3] },
    ],
    [
      'with warnings',
      'C: CHECKSCRIPT {7+}\nC: keep;\nC: \nS: OK (WARNINGS) {31}\nS: line 2: warning: not a header\nS: ',
      (on) => on.checkScript(keep),
      { warnings: expect.stringContaining('line 2') },
    ],
    [
      'that renaming to itself is no renaming',
      'C: RENAMESCRIPT "main" "main"\nS: NO (ALREADYEXISTS) "Script main already exists."',
      (on) => on.renameScript('main', 'main'),
      { ...no, meaning: { kind: 'already-exists' }, lines: [null] },
    ],
    [
      'that the command is not known',
      'C: UNAUTHENTICATE\nS: NO "Error in MANAGESIEVE command UNAUTHENTICATE: Unknown command."',
      (on) => on.unauthenticate(),
      { ...no, meaning: null, lines: [null] },
    ],
    [
      'that ends the session',
      'C: NOOP\nS: BYE "Server shutting down."',
      (on) => on.noop(),
      { code: 'bye', status: 'BYE', meaning: null, lines: [null] },
    ],
    [
      'with another line end in a script',
      'C: GETSCRIPT "a"\nS: {9}\nS: a\\x0ab\\x0d\\x0a\\x0a\\x0d\\x00\\xff\nS: OK',
      async (on) => [...(await on.getScript('a'))],
      [...Buffer.from('a\nb\r\n\n\r\0\xff', 'latin1')],
    ],
  ])('%s', async (_, said, call, expected) => {
    const joined = await join(`${greeting}\n${said}`);
    expect(await settle(call(joined))).toEqual(expected);
  });
});

describe('a login', () => {
  const login = 'C: AUTHENTICATE "PLAIN" "AGFsaWNlAHB3LWFsaWNl"';
  const ask = 'C: CAPABILITY\nC: NOOP "sync-000000000000"';
  it.each([
    [
      'with capabilities that name no mechanism and no owner',
      `${login}\nS: OK "Logged in."\n${ask}\nS: "SIEVE" "fileinto"\nS: "MAXREDIRECTS" "4"\nS: "VERSION" "1.0"\nS: OK "Capability completed."\nS: OK (TAG "sync-000000000000") "Done"`,
      { sasl: [], maxRedirects: 4 },
    ],
    [
      'with capabilities that name the owner',
      `${login}\nS: OK\n${ask}\nS: "SIEVE" "fileinto"\nS: "OWNER" "bob"\nS: "UNAUTHENTICATE"\nS: OK\nS: OK (TAG {17}\nS: sync-000000000000) "Done"`,
      { sasl: [], owner: 'bob' },
    ],
    [
      'with capabilities that are pushed',
      `${login}\nS: OK\nS: "IMPLEMENTATION" "pushed"\nS: OK\n${ask}\nS: "SIEVE" "asked"\nS: OK\nS: OK (TAG "sync-000000000000")`,
      { sieve: ['asked'] },
    ],
    [
      'of an age without NOOP',
      `${login}\nS: OK\n${ask}\nS: "SIEVE" "fileinto"\nS: OK\nS: NO "Unknown command"`,
      { sieve: ['fileinto'] },
    ],
  ])('%s', async (_, said, expected) => {
    const list = 'C: LISTSCRIPTS\nS: "main" ACTIVE\nS: OK';
    const joined = await join(`${greeting}\n${said}\n${list}`);
    await joined.authenticate(alice);
    expect(joined.capabilities).toMatchObject(expected);
    expect(await joined.listScripts()).toEqual([{ name: 'main', active: true }]);
  });

  it.each([
    [
      'with a referral that is not quoted, on a connection that stays',
      'S: NO (REFERRAL sieve://ref;AUTH=PLAIN@127.0.0.1:4293) "Moved"',
      {
        kind: 'referral',
        url: { host: '127.0.0.1', port: 4293, username: 'ref', mechanism: 'PLAIN' },
      },
    ],
    ['with a word for a reason', 'S: NO "Account_disabled"', null],
    ['in the clear', 'S: NO (ENCRYPT-NEEDED) "Use TLS"', { kind: 'encrypt-needed' }],
  ])('is refused %s', async (_, said, meaning) => {
    const joined = await join(`${greeting}\n${login}\n${said}`);
    expect(await settle(joined.authenticate(alice))).toEqual({
      code: 'auth',
      status: 'NO',
      meaning,
      lines: [null],
    });
    expect(joined.open).toBe(true);
  });

  it.each(['{12}\nS: VXNlcm5hbWU6', '"VXNlcm5hbWU6"', '{0}\nS: ', '""'])(
    'by LOGIN takes the challenge %j',
    async (challenge) => {
      const joined = await join(`${greeting}
        C: AUTHENTICATE "LOGIN"
        S: ${challenge}
        C: "YWxpY2U="
        S: ${challenge}
        C: "cHctYWxpY2U="
        S: NO "?"`);
      expect(await settle(joined.authenticate({ ...alice, mechanism: 'LOGIN' }))).toMatchObject({
        code: 'auth',
        status: 'NO',
      });
    },
  );
});

it('a server that waits for TLS, and so is silent, is told apart', async () => {
  server = await startScripted(() => {});
  const options = { host: '127.0.0.1', port: server.port, limits: { connectTime: 40 } };
  await expect(connect(options)).rejects.toThrow('try implicit TLS');
});

it('a server that wants STARTTLS, and gets TLS, is told apart', async () => {
  server = await startScripted((peer) => peer.send('"IMPLEMENTATION" "x"\r\nOK\r\n'));
  const options = { host: '127.0.0.1', port: server.port, tls: 'implicit' } as const;
  await expect(connect(options)).rejects.toThrow('Most servers want STARTTLS');
});
