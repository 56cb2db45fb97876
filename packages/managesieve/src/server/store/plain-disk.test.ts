import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFileStore } from './file-store.ts';
import { withProcessLock } from './process-lock.ts';

/** A disk, as of a memory stick or another system, that has no links of either kind. */
vi.mock('node:fs/promises', async (load) => {
  const refuse = async () => {
    throw Object.assign(new Error('EPERM: no links here'), { code: 'EPERM' });
  };
  return { ...(await load<typeof FileSystem>()), link: refuse, symlink: refuse };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sk-plain-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const long = 'é'.repeat(128);

it('keeps scripts on a disk without links', async () => {
  const store = createFileStore(folder);
  await store.put('alice', 'a', Buffer.from('keep;'));
  await store.setActive('alice', 'a');
  for (const [from, to] of [
    ['a', long],
    [long, 'b'],
  ] as const) {
    await store.rename('alice', from, to);
    expect(await store.list('alice')).toEqual([{ name: to, active: true }]);
  }
  expect(readdirSync(join(folder, 'alice')).sort()).toEqual(['active', 'b.sieve']);
});

it('locks with a file there, and takes over from one who has died', async () => {
  const path = join(folder, 'lock');
  let inside = 0;
  const work = async (abandoned: boolean) => {
    expect(++inside).toBe(1);
    expect(lstatSync(path).isFile()).toBe(true);
    inside--;
    return abandoned;
  };
  const all = Array.from({ length: 5 }, () => withProcessLock(path, work));
  expect(await Promise.all(all)).not.toContain(true);
  writeFileSync(path, `pid ${2 ** 30} - - - x`);
  expect(await withProcessLock(path, work)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});
