import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from './journal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A run that is over after alice, whom it did, and bob, with whom it failed. */
async function begin(finished: boolean): Promise<void> {
  const journal = await openJournal(folder, { task: 'backup' });
  await journal.append({ user: 'alice', ok: true, scripts: 2 });
  await journal.append({ user: 'bob', ok: false, error: 'gone' });
  await journal.close(finished);
}

async function doneOf(task: 'backup' | 'restore', resume: boolean): Promise<string[]> {
  const journal = await openJournal(folder, { task, resume });
  await journal.close(false);
  return [...journal.done];
}

it('goes on behind what was done well', async () => {
  await begin(false);
  expect(await doneOf('backup', true)).toEqual(['alice']);
});

it('begins anew unless told to go on', async () => {
  await begin(false);
  expect(await doneOf('backup', false)).toEqual([]);
  expect(await doneOf('backup', true)).toEqual([]);
});

it('begins anew when the run before was finished', async () => {
  await begin(true);
  expect(await doneOf('backup', true)).toEqual([]);
});

it('keeps the runs of backup and restore apart', async () => {
  await begin(false);
  expect(await doneOf('restore', true)).toEqual([]);
});

it('outlives a line that was cut off', async () => {
  await begin(false);
  await appendFile(join(folder, 'backup.journal'), '{"user":"carol","ok":tr');
  const journal = await openJournal(folder, { task: 'backup', resume: true });
  await journal.append({ user: 'dave', ok: true });
  await journal.close(false);
  expect(await doneOf('backup', true)).toEqual(['alice', 'dave']);
  const lines = (await readFile(join(folder, 'backup.journal'), 'utf8')).trimEnd().split('\n');
  expect(lines.at(-1)).toBe('{"user":"dave","ok":true}');
});

it('says where it cannot be written', async () => {
  await writeFile(join(folder, 'file'), '');
  const call = openJournal(join(folder, 'file'), { task: 'backup' });
  await expect(call).rejects.toMatchObject({ code: 'storage' });
});
