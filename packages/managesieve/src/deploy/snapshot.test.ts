import { afterEach, describe, expect, it } from 'vitest';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { connect } from '../client/connect.ts';
import { accountLimits } from '../limits.ts';
import { readSnapshot, type SnapshotOptions } from './snapshot.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

/** Reads an account whose server lists `lists` in turn, the last one for ever. */
async function read(
  lists: readonly string[],
  script: (name: string) => string,
  options: SnapshotOptions = {},
) {
  let listed = 0;
  server = await startScripted(async (peer: Peer) => {
    peer.send(`${hello}OK\r\n`);
    for (;;) {
      const line = await peer.line();
      if (line === null) return;
      if (line === 'LISTSCRIPTS') peer.send(`${lists[Math.min(listed++, lists.length - 1)]}OK\r\n`);
      else peer.send(script(/"(.*)"/.exec(line)?.[1] ?? ''));
    }
  });
  const client = await connect({ host: '127.0.0.1', port: server.port, tls: 'none' });
  try {
    const { names, active, scripts } = await readSnapshot(client, options);
    const texts = [...scripts].map(([name, text]) => [name, Buffer.from(text).toString()]);
    return { names, active, scripts: Object.fromEntries(texts), listed };
  } finally {
    client.close();
  }
}

const keep = (): string => '{5}\r\nkeep;\r\nOK\r\n';

describe('readSnapshot', () => {
  it('reads all scripts, and which is active', async () => {
    expect(await read(['"a"\r\n"b" ACTIVE\r\n'], keep)).toEqual({
      names: ['a', 'b'],
      active: 'b',
      scripts: { a: 'keep;', b: 'keep;' },
      listed: 2,
    });
  });

  it('reads what is wanted', async () => {
    const wants = (name: string): boolean => name === 'b';
    expect(await read(['"a"\r\n"b"\r\n'], keep, { wants })).toMatchObject({
      names: ['a', 'b'],
      scripts: { b: 'keep;' },
    });
  });

  it('reads again when the list changes meanwhile', async () => {
    const script = (name: string): string => (name === 'a' ? 'NO (NONEXISTENT)\r\n' : keep());
    expect(await read(['"a"\r\n', '"b"\r\n'], script)).toMatchObject({
      scripts: { b: 'keep;' },
      listed: 3,
    });
  });

  it('gives up on an account that never holds still', async () => {
    const lists = Array.from({ length: 9 }, (_, i) => `"${i}"\r\n`);
    await expect(read(lists, keep)).rejects.toMatchObject({ code: 'protocol' });
    expect(accountLimits.attempts).toBeLessThan(9);
  });

  it.each([
    ['a listed script that is not there', '"a"\r\n', 'NO (NONEXISTENT) "Gone"\r\n', { code: 'no' }],
    ['two of one name', '"a"\r\n"a"\r\n', keep(), { code: 'protocol' }],
    ['a name that cannot be sent', '{1}\r\n\u0007\r\n', keep(), { code: 'invalid-name' }],
  ])('fails on %s', async (_name, list, script, expected) => {
    await expect(read([list], () => script)).rejects.toMatchObject(expected);
  });

  it('holds no more than its limit', async () => {
    const call = read(['"a"\r\n"b"\r\n'], keep, { octets: 9 });
    await expect(call).rejects.toMatchObject({ code: 'limit' });
    expect(accountLimits.octets).toBe(256 * 1024 * 1024);
  });
});
