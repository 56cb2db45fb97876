import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseMessages } from './choose.ts';
import { listMaildir } from './maildir.ts';
import type { ReplayMessage } from './message.ts';
import { type ReplayResult, replayMessages } from './replay.ts';

function message(key: string, verdict: 'spam' | 'ham', time = 0): ReplayMessage {
  const open = async () => ({ body: Readable.from([Buffer.from(key)]), bytes: key.length });
  return { key, verdict, time, open };
}

async function sizeOf(message: ReplayMessage | undefined): Promise<number | undefined> {
  const opened = await message?.open();
  opened?.body.destroy();
  return opened?.bytes;
}

const many = (verdict: 'spam' | 'ham', count: number): ReplayMessage[] =>
  Array.from({ length: count }, (_, at) => message(`${verdict}${at}`, verdict, at));

describe('chooseMessages', () => {
  const all = [...many('spam', 6), ...many('ham', 2)];
  it.each([
    ['as many of each class', { ratio: 1 }, 'spam5 ham1 spam4 ham0'],
    ['twice as many of one', { ratio: 2 }, 'spam5 ham1 spam4 spam3 ham0 spam2'],
    ['few', { ratio: 1, limit: 1 }, 'spam5 ham1'],
    ['all of them', { ratio: 0 }, 'spam5 spam4 ham1 spam3 spam2 spam1 ham0 spam0'],
  ])('takes the newest, mixed: %s', (_what, choice, expected) => {
    expect(
      chooseMessages(all, choice)
        .map(({ key }) => key)
        .join(' '),
    ).toBe(expected);
  });

  it('counts what was done for the balance', () => {
    const done = ({ key }: ReplayMessage) => key === 'spam5';
    expect(chooseMessages(all, { ratio: 1 }, done).map(({ key }) => key)).toEqual([
      'ham1',
      'spam4',
      'ham0',
    ]);
  });
});

describe('listMaildir', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp('/tmp/sk-maildir-');
    for (const name of ['cur', 'new', 'tmp']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'cur/1700000000.M1.host,S=4:2,S'), 'read');
    await writeFile(join(folder, 'cur/1700000001.M2.host:2,ST'), 'to be deleted');
    await writeFile(join(folder, 'new/1700000002.M3.host'), 'new');
    await writeFile(join(folder, 'tmp/1700000003.M4.host'), 'half');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('finds what is there, but not what is to be deleted', async () => {
    const found = await listMaildir(folder, 'spam');
    expect(found.map(({ key, time }) => [key, time])).toEqual([
      ['1700000000.M1.host,S=4', 1_700_000_000_000],
      ['1700000002.M3.host', 1_700_000_002_000],
    ]);
    expect(await sizeOf(found[0])).toBe(4);
  });

  it('finds a mail that was read meanwhile, and says when one is gone', async () => {
    const [first, second] = await listMaildir(folder, 'ham');
    await rename(
      join(folder, 'new/1700000002.M3.host'),
      join(folder, 'cur/1700000002.M3.host:2,S'),
    );
    expect(await sizeOf(second)).toBe(3);
    await rm(join(folder, 'cur/1700000000.M1.host,S=4:2,S'));
    expect(await first?.open()).toBeNull();
  });

  it('says so where there is none', async () => {
    await expect(listMaildir(join(folder, 'cur'), 'ham')).rejects.toMatchObject({ code: 'config' });
  });
});

describe('replayMessages', () => {
  let server: Server;
  let taken: string[];
  let answers: number[];
  beforeEach(async () => {
    [taken, answers] = [[], []];
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.statusCode = answers.shift() ?? 200;
      if (response.statusCode === 200)
        taken.push(`${request.url} ${request.headers['deliver-to']} ${body}`);
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => void server.close());

  async function replay(messages: ReplayMessage[], rate = 1000): Promise<string[]> {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const results: [string, ReplayResult][] = [];
    await replayMessages(messages, {
      rspamd: new URL(`http://127.0.0.1:${port}`),
      ...{ user: 'alice', rate, concurrency: 1 },
      onResult: ({ key }, result) => void results.push([key, result]),
    });
    return results.map(([key, result]) => `${key} ${result}`);
  }

  it('has the controller learn each, for the user', async () => {
    expect(await replay([message('a', 'spam'), message('b', 'ham')])).toEqual([
      'a learned',
      'b learned',
    ]);
    expect(taken).toEqual(['/learnspam alice a', '/learnham alice b']);
  });

  it('goes on after an answer that passes, and tells the others apart', async () => {
    answers = [500, 208, 204, 400];
    const gone = { ...message('d', 'ham'), open: async () => null };
    const large = {
      ...message('e', 'ham'),
      open: async () => ({ body: Readable.from([]), bytes: 2 ** 30 }),
    };
    const list = [message('a', 'spam'), message('b', 'spam'), message('c', 'spam'), gone, large];
    expect(await replay(list)).toEqual([
      'a already',
      'b skipped',
      'c refused',
      'd gone',
      'e too-large',
    ]);
  });

  it('stops when the password is refused', async () => {
    answers = [200, 401];
    await expect(replay(many('spam', 4))).rejects.toMatchObject({ code: 'password' });
    expect(taken).toHaveLength(1);
  });

  it('sends no more than so many a second', async () => {
    const began = performance.now();
    await replay(many('ham', 5), 20);
    expect(performance.now() - began).toBeGreaterThan(190);
  });
});
