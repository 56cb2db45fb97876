import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learning } from '../learning.ts';
import { defaultLimits } from '../limits.ts';
import type { SpoolEntry } from './entry.ts';
import { dropSpooled, listSpool, openSpooled, retryDead } from './inspect.ts';
import { openSpool, type Spool } from './spool.ts';

const learning: Learning = { user: 'a', verdict: 'ham', cause: 'copy', from: 'Junk', to: 'INBOX' };

let folder: string;
let spool: Spool;
let entries: SpoolEntry[];

async function put(message: string): Promise<SpoolEntry> {
  const writer = await spool.begin(learning);
  await writer.write(Buffer.from(message));
  return writer.commit();
}

beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-inspect-');
  spool = await openSpool(folder, defaultLimits);
  entries = [await put('one'), await put('two'), await put('three')];
});
afterEach(async () => {
  await spool.close();
  await rm(folder, { recursive: true });
});

const ids = async (place: 'waiting' | 'dead') =>
  (await listSpool(folder, place)).map(({ id }) => id);

describe('listSpool', () => {
  it('tells what waits, while the daemon has it', async () => {
    const [first] = entries;
    if (first) (await spool.read(first))?.destroy();
    const found = await listSpool(folder, 'waiting');
    expect(found.map(({ id, tried, size }) => [id, tried, size])).toEqual([
      [entries[0]?.id, true, 3],
      [entries[1]?.id, false, 3],
      [entries[2]?.id, false, 5],
    ]);
    expect(found[0]).toMatchObject({ ...learning, place: 'waiting', reason: null });
  });

  it('tells why a letter is dead, and what it can of a broken one', async () => {
    const letter = { reason: 'rejected', detail: '400 no', status: 400 } as const;
    if (entries[0]) await spool.bury(entries[0], letter);
    await writeFile(join(folder, 'dead/x.msg'), 'not ours');
    expect(await listSpool(folder, 'dead')).toMatchObject([
      { id: entries[0]?.id, user: 'a', reason: 'rejected', detail: '400 no' },
      { id: 'x.msg', user: null, size: 8, reason: null },
    ]);
  });

  it('says so when there is no spool', async () => {
    await expect(listSpool(join(folder, 'none'), 'dead')).rejects.toMatchObject({ code: 'spool' });
  });
});

it('gives the mail alone', async () => {
  const [, second] = await listSpool(folder, 'waiting');
  expect(second && (await text(await openSpooled(folder, second)))).toBe('two');
});

it('puts a dead letter back, where the daemon finds it', async () => {
  for (const entry of entries.slice(0, 2))
    await spool.bury(entry, { reason: 'quota', detail: '', status: null });
  const [first, second] = await listSpool(folder, 'dead');
  if (first) await retryDead(folder, first);
  if (second) await dropSpooled(folder, second);
  expect([await ids('waiting'), await ids('dead')]).toEqual([[entries[0]?.id, entries[2]?.id], []]);
  expect((await spool.findNew()).entries).toMatchObject([{ id: entries[0]?.id, tried: true }]);
});

it('removes a message that waits', async () => {
  const [first] = await listSpool(folder, 'waiting');
  if (first) await dropSpooled(folder, first);
  expect(await ids('waiting')).toEqual([entries[1]?.id, entries[2]?.id]);
  expect(entries[0] && (await spool.read(entries[0]))).toBeNull();
});
