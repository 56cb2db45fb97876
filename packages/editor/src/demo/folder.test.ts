import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareFolder } from './folder.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'sk-folder-'));
});
afterEach(async () => {
  await chmod(place, 0o700);
  await rm(place, { recursive: true });
});

const refusal = (reason: string) => ({
  name: 'EditorError',
  code: 'folder-unusable',
  message: expect.stringContaining(reason),
});

describe('prepareFolder', () => {
  it('makes what is missing, in a path with a space, for this user alone', async () => {
    const folder = await prepareFolder(join(place, 'my demo', 'deep'));
    for (const path of [folder.root, folder.scripts, folder.messages, folder.tls]) {
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
    expect(await prepareFolder(folder.root)).toEqual(folder);
  });

  it('says that a file stands in its place', async () => {
    const file = join(place, 'file');
    await writeFile(file, '');
    await expect(prepareFolder(file)).rejects.toMatchObject(refusal('a file stands in its place'));
    const below = prepareFolder(join(file, 'demo'));
    await expect(below).rejects.toMatchObject(refusal('a file stands in its way'));
  });

  it('says that it may not write', async () => {
    await chmod(place, 0o500);
    // No mode stops root: what is asked here is asked as somebody else.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const prepared = prepareFolder(join(place, 'demo'));
      await expect(prepared).rejects.toMatchObject(refusal('make that folder writable'));
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
