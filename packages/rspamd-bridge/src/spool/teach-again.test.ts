import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learning } from '../learning.ts';
import { defaultLimits } from '../limits.ts';
import { openSpool, type Spool } from './spool.ts';
import { listLearned, teachAgain } from './teach-again.ts';

const day = 24 * 3_600_000;

let folder: string;
let spool: Spool;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-again-');
  spool = await openSpool(folder, { ...defaultLimits, keepAgeMs: day });
});
afterEach(async () => {
  await spool.close();
  await rm(folder, { recursive: true });
});

async function learn(user: string, verdict: Learning['verdict'], message: string): Promise<void> {
  const [from, to] = verdict === 'spam' ? ['INBOX', 'Junk'] : ['Junk', 'INBOX'];
  const writer = await spool.begin({ user, verdict, cause: 'copy', from, to });
  await writer.write(Buffer.from(message));
  await spool.keep(await writer.commit());
}

const seen = async (filter: Parameters<typeof listLearned>[1] = {}) =>
  (await listLearned(folder, filter)).map(({ user, verdict }) => `${user} ${verdict}`);

describe('listLearned', () => {
  it('finds by user, verdict and time', async () => {
    await learn('alice', 'spam', 'one');
    await learn('bob', 'ham', 'two');
    expect(await seen()).toEqual(['alice spam', 'bob ham']);
    expect(await seen({ user: 'bob' })).toEqual(['bob ham']);
    expect(await seen({ verdict: 'spam' })).toEqual(['alice spam']);
    expect(await seen({ since: Date.now() + day })).toEqual([]);
    expect(await seen({ since: Date.now() - day, until: Date.now() + 1 })).toHaveLength(2);
    expect(await seen({ until: Date.now() - day })).toEqual([]);
  });

  it('finds what a message was learned as in the end', async () => {
    await learn('alice', 'spam', 'one');
    await learn('alice', 'ham', 'one');
    await learn('bob', 'spam', 'one');
    expect(await seen()).toEqual(['alice ham', 'bob spam']);
    expect(await seen({ verdict: 'spam' })).toEqual(['bob spam']);
  });
});

describe('teachAgain', () => {
  it.each([
    ['undo', { verdict: 'ham', from: 'Junk', to: 'INBOX' }],
    ['relearn', { verdict: 'spam', from: 'INBOX', to: 'Junk' }],
  ] as const)('has a message learned once more: %s', async (why, expected) => {
    await learn('alice', 'ham', 'Subject: x\r\n\r\nbody');
    await learn('alice', 'spam', 'Subject: x\r\n\r\nbody');
    for (const message of await listLearned(folder, {})) await teachAgain(folder, message, why);
    const [entry] = (await spool.findNew()).entries;
    expect(entry).toMatchObject({ user: 'alice', cause: why, tried: false, ...expected });
    const body = entry && (await spool.read(entry));
    expect(body && (await text(body))).toBe('Subject: x\r\n\r\nbody');
    expect(await readdir(join(folder, 'learned'))).toEqual([]);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('changes nothing when the spool refuses', async () => {
    await learn('alice', 'spam', 'x');
    const [message] = await listLearned(folder, {});
    await rm(join(folder, 'new'), { recursive: true });
    await expect(message && teachAgain(folder, message, 'undo')).rejects.toMatchObject({
      code: 'spool',
    });
    expect(await readdir(join(folder, 'learned'))).toHaveLength(1);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });
});
