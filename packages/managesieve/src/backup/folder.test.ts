import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../deploy/snapshot.ts';
import { accountFolder, listBackups, readBackup, writeBackup } from './folder.ts';
import { formatManifest, parseManifest } from './manifest.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sievekit-backup-'));
});
afterEach(() => rm(root, { recursive: true }));

function snapshot(texts: ReadonlyMap<string, Uint8Array>, active: string | null = null): Snapshot {
  return { names: [...texts.keys()], active, scripts: texts };
}

const one = snapshot(new Map([['main', Buffer.from('keep;\r\n')]]), 'main');
const two = snapshot(
  new Map([
    ['main', Buffer.from('discard;\n')],
    ['..', Buffer.from([0, 255, 13])],
  ]),
);

const plain = (bytes: ReadonlyMap<string, Uint8Array>) =>
  [...bytes]
    .map(([name, text]): [string, string] => [name, Buffer.from(text).toString('hex')])
    .sort();

describe('a backup of one account', () => {
  it('is a folder of files that say their names, and a manifest', async () => {
    const path = accountFolder(root, 'Al/ice');
    expect(await writeBackup(path, 'Al/ice', one)).toBe(true);
    expect(path).toBe(join(root, '+al%2fice'));
    expect((await readdir(path)).sort()).toEqual(['main.sieve', 'manifest.json']);
    expect(await readFile(join(path, 'main.sieve'), 'utf8')).toBe('keep;\r\n');
    expect(await readBackup(path)).toMatchObject({ user: 'Al/ice', active: 'main' });
    expect(await listBackups(root)).toEqual(['Al/ice']);
  });

  it('is replaced, and written only when something has changed', async () => {
    const path = accountFolder(root, 'alice');
    expect(await writeBackup(path, 'alice', one)).toBe(true);
    expect(await writeBackup(path, 'alice', one)).toBe(false);
    expect(await writeBackup(path, 'alice', two)).toBe(true);
    expect((await readdir(root)).sort()).toEqual(['alice']);
    expect(plain((await readBackup(path)).scripts)).toEqual(plain(two.scripts));
    await writeFile(join(path, 'main.sieve'), 'damaged');
    expect(await writeBackup(path, 'alice', two)).toBe(true);
    expect(plain((await readBackup(path)).scripts)).toEqual(plain(two.scripts));
  });

  it('is whole when two write it at once', async () => {
    const path = accountFolder(root, 'alice');
    for (let round = 0; round < 5; round++) {
      await Promise.all([one, two, one, two].map((from) => writeBackup(path, 'alice', from)));
      const found = plain((await readBackup(path)).scripts);
      expect([plain(one.scripts), plain(two.scripts)]).toContainEqual(found);
      expect(await readdir(root)).toEqual(['alice']);
    }
  });

  it('holds any names and octets as they are', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      fc.constantFrom(
        '..',
        '.',
        'con',
        'CON',
        'Con',
        'a/b',
        'a.',
        'a. ',
        'é',
        'e\u0301',
        'manifest',
        'x'.repeat(1000),
      ),
    );
    const scripts = fc.dictionary(names, fc.uint8Array({ maxLength: 50 }), { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(scripts, names, async (texts, user) => {
        const given = new Map(Object.entries(texts));
        const [active = null] = given.keys();
        const path = accountFolder(root, user);
        await rm(path, { recursive: true, force: true });
        await writeBackup(path, user, snapshot(given, active));
        const found = await readBackup(path);
        expect(plain(found.scripts)).toEqual(plain(given));
        expect({ user: found.user, active: found.active }).toEqual({ user, active });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a damaged backup is refused', () => {
  it.each([
    [
      'a changed script',
      (path: string) => writeFile(join(path, 'main.sieve'), 'discard;'),
      /main\.sieve is not what/,
    ],
    [
      'a script that is gone',
      (path: string) => rm(join(path, 'main.sieve')),
      /main\.sieve is not there/,
    ],
    ['no manifest', (path: string) => rm(join(path, 'manifest.json')), /There is no backup in/],
    [
      'half a manifest',
      (path: string) => writeFile(join(path, 'manifest.json'), '{"ver'),
      /not JSON/,
    ],
    [
      'a manifest of null',
      (path: string) => writeFile(join(path, 'manifest.json'), 'null'),
      /not JSON/,
    ],
    [
      'a changed manifest',
      async (path: string) => {
        const file = join(path, 'manifest.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace('true', 'false'));
      },
      /checksum/,
    ],
  ])('%s', async (_name, damage, message) => {
    const path = accountFolder(root, 'alice');
    await writeBackup(path, 'alice', one);
    await damage(path);
    await expect(readBackup(path)).rejects.toThrow(message);
    await expect(readBackup(path)).rejects.toMatchObject({ code: 'storage' });
  });

  const script = { name: 'a', file: 'a.sieve', active: true, size: 0, sha256: '' };
  it.each([
    ['a way out of its folder', [{ ...script, file: '../a.sieve' }], /not the script’s/],
    ['two active scripts', [script, { ...script, name: 'b', file: 'b.sieve' }], /two scripts/],
    ['a script twice', [{ ...script, active: false }, script], /twice/],
    ['a size that is none', [{ ...script, size: -0.5 }], /all it must/],
  ])('a manifest with %s', (_name, scripts, message) => {
    expect(() => parseManifest(formatManifest({ user: 'alice', scripts }))).toThrow(message);
  });
});

describe('interrupted writing', () => {
  /** What a killed process may leave behind, from two whole backups. */
  async function leave(...parts: readonly [from: Snapshot, suffix: string][]): Promise<string> {
    const path = accountFolder(root, 'alice');
    for (const [from, suffix] of parts) {
      const elsewhere = join(root, 'elsewhere', 'alice');
      await writeBackup(elsewhere, 'alice', from);
      await rename(elsewhere, path + suffix);
    }
    return path;
  }

  it.each<[string, [Snapshot, string][], Snapshot]>([
    [
      'before the first renaming',
      [
        [one, ''],
        [two, '.new'],
      ],
      one,
    ],
    [
      'between the two',
      [
        [one, '.old'],
        [two, '.new'],
      ],
      two,
    ],
    [
      'behind the second',
      [
        [two, ''],
        [one, '.old'],
      ],
      two,
    ],
    ['in a first backup, when all was written', [[two, '.new']], two],
  ])('leaves a whole backup: %s', async (_name, parts, expected) => {
    const path = await leave(...parts);
    expect(plain((await readBackup(path)).scripts)).toEqual(plain(expected.scripts));
    expect(await listBackups(root)).toEqual(['alice']);
    await writeBackup(path, 'alice', two);
    expect((await readdir(root)).filter((name) => name !== 'elsewhere')).toEqual(['alice']);
    expect(plain((await readBackup(path)).scripts)).toEqual(plain(two.scripts));
  });

  it('takes the old one when the new one is not whole', async () => {
    const path = await leave([one, '.old'], [two, '.new']);
    await rm(join(`${path}.new`, 'main.sieve'));
    expect(plain((await readBackup(path)).scripts)).toEqual(plain(one.scripts));
    await writeBackup(path, 'alice', two);
    expect(plain((await readBackup(path)).scripts)).toEqual(plain(two.scripts));
  });

  it('leaves nothing to restore of a first backup that is not whole', async () => {
    await mkdir(join(root, 'alice.new'));
    expect(await listBackups(root)).toEqual([]);
    await expect(readBackup(join(root, 'alice'))).rejects.toThrow(/There is no backup/);
  });
});
