import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileStore } from './file-store.ts';

/** What was put onto the disk, in this order, and by which names it came to be there. */
const disk = vi.hoisted(() => ({ told: [] as string[] }));

vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof FileSystem>();
  return {
    ...real,
    async open(...args: Parameters<typeof real.open>) {
      const file = await real.open(...args);
      const sync = file.sync.bind(file);
      file.sync = async () => {
        await sync();
        disk.told.push(`sync ${args[0]}`);
      };
      return file;
    },
    async rename(from: string, to: string) {
      await real.rename(from, to);
      disk.told.push(`rename ${to}`);
    },
  };
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sk-durable-'));
  disk.told = [];
});
afterEach(() => rmSync(root, { recursive: true }));

const readTold = () =>
  disk.told.map((line) => {
    const [what = '', path = ''] = line.split(' ');
    return `${what} ${relative(root, path).replace(/\.draft-.*/, 'draft') || '.'}`;
  });

describe.skipIf(process.platform === 'win32')('before a script is answered', () => {
  const stored = ['sync a/alice/draft', 'rename a/alice/main.sieve', 'sync a/alice'];

  it('it is on the disk, under its name', async () => {
    mkdirSync(join(root, 'a/alice'), { recursive: true });
    await createFileStore(join(root, 'a')).put('alice', 'main', Buffer.from('keep;'));
    expect(readTold()).toEqual(stored);
  });

  it('so are all folders that were made for it', async () => {
    await createFileStore(join(root, 'a')).put('alice', 'main', Buffer.from('keep;'));
    expect(readTold()).toEqual(['sync a', 'sync .', ...stored]);
  });

  it('what is active, and what is deleted, too', async () => {
    const store = createFileStore(join(root, 'a'));
    await store.put('alice', 'main', Buffer.from('keep;'));
    disk.told = [];
    await store.setActive('alice', 'main');
    await store.setActive('alice', null);
    await store.delete('alice', 'main');
    expect(readTold()).toEqual([
      ...['sync a/alice/draft', 'rename a/alice/active', 'sync a/alice'],
      ...['sync a/alice', 'sync a/alice'],
    ]);
  });
});
