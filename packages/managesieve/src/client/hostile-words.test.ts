import { afterEach, describe, expect, it } from 'vitest';
import { boundTime, withLittleMemory } from '../../test/bounds.ts';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { isManageSieveError } from '../error.ts';
import { clientLimits } from '../limits.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';

boundTime();

let server: ScriptedServer | undefined;
let client: Client | undefined;
afterEach(async () => {
  client?.close();
  await server?.stop();
});

async function join(play: (peer: Peer) => unknown): Promise<Client> {
  server = await startScripted(async (peer) => {
    peer.send(`${hello}OK "Ready"\r\n`);
    await play(peer);
  });
  client = await connect({ host: '127.0.0.1', port: server.port, tls: 'none' });
  return client;
}

const answer = (text: string | Uint8Array) => async (peer: Peer) => {
  await peer.line();
  peer.send(text);
};

async function failure(call: Promise<unknown>): Promise<unknown> {
  const settled = call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const error = await withLittleMemory(() => settled);
  if (!isManageSieveError(error)) throw new Error(`No failure of ours: ${error}`);
  const { code, message, text, responseCode } = error;
  return { code, message, text, args: responseCode?.args };
}

describe('texts of a server', () => {
  it.each([
    ['a terminal obeys', 'NO "\u001b]0;owned\u0007\u001b[2J"\r\n', '\\x1b]0;owned\\x07\\x1b[2J'],
    ['turn the direction', 'NO "\u202egnp.exe"\r\n', '\\u202egnp.exe'],
    ['write over the line', 'NO {6}\r\nno\rOK!\r\n', 'no\\x0dOK!'],
    ['are not UTF-8', Buffer.from('NO "\xff\xfe"\r\n', 'latin1'), '\ufffd\ufffd'],
  ])('that %s are escaped in messages', async (_, text, shown) => {
    const joined = await join(answer(text));
    expect(await failure(joined.deleteScript('a'))).toMatchObject({
      code: 'no',
      message: `The server refused DELETESCRIPT: ${shown}`,
    });
  });

  it('are there as they were sent, too', async () => {
    const joined = await join(answer('NO "\u001b[31m"\r\n'));
    expect(await failure(joined.deleteScript('a'))).toMatchObject({ text: '\u001b[31m' });
  });

  it.each([
    ['literals in a response code', 'NO (X {3}\r\nO)K {1}\r\na) "b"\r\n', ['O)K', 'a'], 'b'],
    [
      'unescaped quotation marks',
      'NO "script "a" (b) is bad"\r\n',
      undefined,
      'script "a" (b) is bad',
    ],
    ['a code that never ends', 'NO (A (B (C "d"\r\n', ['B', 'C', 'd'], undefined],
    ['brackets in a text', 'NO "(WARNINGS) OK"\r\n', undefined, '(WARNINGS) OK'],
    [
      'a command in a text',
      'NO {21}\r\nOK\r\nDELETESCRIPT "a"\r\r\n',
      undefined,
      'OK\r\nDELETESCRIPT "a"\r',
    ],
  ])('with %s stay in step', async (_, said, args, text) => {
    const joined = await join(async (peer) => {
      await answer(said)(peer);
      await answer('OK (TAG "t")\r\n')(peer);
    });
    expect(await failure(joined.setActive('a'))).toMatchObject({ code: 'no', args, text });
    expect(await joined.noop('t')).toBe('t');
  });
});

describe('names of a server', () => {
  it.each([
    ['look like responses', '"OK"\r\n"NO" ACTIVE\r\n"BYE"\r\nOK\r\n', ['OK', 'NO', 'BYE']],
    [
      'look like commands',
      '"LOGOUT"\r\n"DELETESCRIPT \\"x\\""\r\nOK\r\n',
      ['LOGOUT', 'DELETESCRIPT "x"'],
    ],
    ['look like literals', '"{5+}"\r\n"{9}"\r\nOK\r\n', ['{5+}', '{9}']],
    ['hold line ends', '{12}\r\na\r\nOK "Done"\r\nOK\r\n', ['a\r\nOK "Done"']],
    [
      'are not escaped',
      '"quo"te"\r\n"back\\slash"\r\n"a" ACTIVE"\r\nOK\r\n',
      ['quo"te', 'back\\slash', 'a" ACTIVE'],
    ],
    [
      'lead elsewhere',
      '".."\r\n"../../etc"\r\n"a/b"\r\n"con"\r\nOK\r\n',
      ['..', '../../etc', 'a/b', 'con'],
    ],
    ['a terminal obeys', '"\u001b[2J"\r\n"\u202eevil"\r\nOK\r\n', ['\u001b[2J', '\u202eevil']],
  ])('that %s come as they are', async (_, text, expected) => {
    const joined = await join(answer(text));
    const names = (await joined.listScripts()).map(({ name }) => name);
    expect(names).toEqual(expected);
  });

  it.each(['\u001b[2J', 'a\r\nLOGOUT', '\0', '\u0085', '\ud800'])(
    'of %j are not sent back',
    async (name) => {
      const joined = await join(() => {});
      expect(await failure(joined.getScript(name))).toMatchObject({
        code: 'invalid-name',
        message: expect.not.stringMatching(/\p{Cc}/u),
      });
    },
  );
});

describe('floods', () => {
  const pour = (piece: string) => (peer: Peer) => {
    const more = () => {
      if (!peer.socket.destroyed && peer.socket.writable) peer.socket.write(piece, more);
    };
    more();
  };

  it.each([
    ['a line without an end', 'x'.repeat(65_536), 'limit'],
    ['capabilities without an end', '"X-CAPABILITY" "y"\r\n'.repeat(4096), 'limit'],
    ['words without an end', '"a" '.repeat(4096), 'limit'],
    ['brackets without an end', '('.repeat(4096), 'limit'],
    ['empty lines without an end', '\r\n'.repeat(4096), 'protocol'],
    ['literals without an end', '{1}\r\na '.repeat(4096), 'limit'],
  ])('of %s end the connection', async (_, piece, code) => {
    server = await startScripted(pour(piece));
    const options = { host: '127.0.0.1', port: server.port, tls: 'none' } as const;
    expect(await withLittleMemory(() => failure(connect(options)))).toMatchObject({ code });
  });

  it.each([
    ['a literal of more than may be', `{${clientLimits.literal + 1}}\r\n`],
    ['a literal of more than can be', '{99999999999999999999999999}\r\n'],
    ['names without an end', '"name"\r\n'.repeat(clientLimits.list + 1)],
  ])('of %s end the connection', async (_, text) => {
    const joined = await join(answer(text));
    const call = text.startsWith('{') ? joined.getScript('a') : joined.listScripts();
    expect(await withLittleMemory(() => failure(call))).toMatchObject({ code: 'limit' });
    expect(joined.open).toBe(false);
  });

  it('of words that nobody asked for end the connection', async () => {
    const joined = await join(pour('OK "Hello?"\r\n'.repeat(1000)));
    await withLittleMemory(async () => {
      while (joined.open) await new Promise((done) => setTimeout(done, 5));
    });
    expect(await failure(joined.noop())).toMatchObject({ code: 'protocol' });
  });
});
