import { mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptVersions } from '../limits.ts';
import {
  currentVersion,
  listVersions,
  openStore,
  otherFiles,
  pruneVersions,
  readNote,
  readScripts,
  switchTo,
  writeVersion,
} from './version-store.ts';

let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-store-');
  target = join(folder, 'sieve');
});
afterEach(() => rm(folder, { recursive: true }));

const version = (text: string) => ({
  scripts: new Map([['a.sieve', Buffer.from(text)]]),
  deployed: ['a.sieve'],
  others: [],
});

describe('the versions of global scripts', () => {
  it('are switched by one link, whatever was there before', async () => {
    await mkdir(target);
    await writeFile(join(target, 'old.sieve'), 'keep;');
    const place = await openStore(target);
    expect(await currentVersion(place)).toEqual({ path: target, version: null });
    const first = await writeVersion(place, version('keep;'));
    await switchTo(place, first);
    const second = await writeVersion(place, version('stop;'));
    await switchTo(place, second);
    expect(await currentVersion(place)).toEqual({ path: target, version: second });
    expect(await listVersions(place)).toEqual(['0000-before', first, second]);
    expect(await readlink(target)).toBe(`.sieve.versions/${second}`);
    expect([...(await readNote(target)).keys()]).toEqual(['a.sieve']);
    expect((await readdir(folder)).sort()).toEqual(['.sieve.versions', 'sieve']);
  });

  it(`are ${keptVersions} at most, beside the first one and the current one`, async () => {
    const place = await openStore(target);
    const first = await writeVersion(place, version('0'));
    for (let number = 0; number <= keptVersions; number += 1)
      await writeVersion(place, version(String(number)));
    await mkdir(join(place.store, '0000-before'));
    await pruneVersions(place, first);
    const left = await listVersions(place);
    expect(left).toHaveLength(keptVersions + 2);
    expect(left.slice(0, 2)).toEqual(['0000-before', first]);
  });

  it('do not take the place of a link to somewhere else', async () => {
    await symlink('/elsewhere', target);
    await expect(openStore(target)).rejects.toThrow(/is a link to \/elsewhere/);
  });

  it('are not taken for empty where they cannot be read', async () => {
    await writeFile(target, 'a file in the place of the folder');
    const message = /Cannot read .*sieve: a part of its path is not a folder/;
    for (const read of [readScripts, otherFiles])
      await expect(read(target)).rejects.toThrow(message);
    const place = await openStore(target);
    await expect(currentVersion(place)).rejects.toThrow(message);
  });

  it('keep their note, or say that it is broken', async () => {
    await mkdir(target);
    expect(await readNote(target)).toEqual(new Map());
    await writeFile(join(target, '.sievekit.json'), '{');
    await expect(readNote(target)).rejects.toThrow(/does not say any more what was deployed/);
  });
});
