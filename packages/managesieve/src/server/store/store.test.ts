import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';
import { createMemoryStore } from './memory-store.ts';
import type { ScriptStore } from './store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-store-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const keep = Buffer.from('keep;');
const long = '😀'.repeat(128);

describe.each<[string, () => ScriptStore]>([
  ['memory', createMemoryStore],
  ['disk', () => createFileStore(join(folder, 'scripts'))],
])('a store in %s', (_, create) => {
  it('has nothing at first', async () => {
    const store = create();
    expect(await store.list('alice')).toEqual([]);
    await store.setActive('alice', null);
    await expect(store.get('alice', 'a')).rejects.toMatchObject({ code: 'NONEXISTENT' });
    await expect(store.delete('alice', 'a')).rejects.toMatchObject({ code: 'NONEXISTENT' });
    await expect(store.rename('alice', 'a', 'b')).rejects.toMatchObject({ code: 'NONEXISTENT' });
    await expect(store.rename('alice', 'a', long)).rejects.toMatchObject({ code: 'NONEXISTENT' });
    await expect(store.setActive('alice', 'a')).rejects.toMatchObject({ code: 'NONEXISTENT' });
    expect(await store.list('alice')).toEqual([]);
  });

  it('lists names in order, and every name that there may be', async () => {
    const store = create();
    const names = ['..', 'A', 'a', 'a/b', 'active', 'q"uo\\te', 'é', long];
    for (const name of names.toReversed()) await store.put('alice', name, Buffer.from(name));
    expect((await store.list('alice')).map(({ name }) => name)).toEqual(names);
    for (const name of names) {
      expect(Buffer.from(await store.get('alice', name)).toString()).toBe(name);
    }
  });

  it('keeps users apart', async () => {
    const store = create();
    for (const user of ['alice', 'Alice', '../alice', 'alice/..', '.']) {
      await store.put(user, user.length.toString(), keep);
      expect(await store.list(user)).toHaveLength(1);
    }
  });

  it.each(['b', long])('renames to %j and back, and keeps what is active', async (name) => {
    const store = create();
    await store.put('alice', 'a', keep);
    await store.setActive('alice', 'a');
    await store.rename('alice', 'a', name);
    expect(await store.list('alice')).toEqual([{ name, active: true }]);
    await store.rename('alice', name, 'a');
    expect(await store.list('alice')).toEqual([{ name: 'a', active: true }]);
    await expect(store.rename('alice', 'a', 'a')).rejects.toMatchObject({ code: 'ALREADYEXISTS' });
  });

  it('does not rename over another', async () => {
    const store = create();
    await store.put('alice', 'a', keep);
    await store.put('alice', 'b', Buffer.from('stop;'));
    await expect(store.rename('alice', 'a', 'b')).rejects.toMatchObject({ code: 'ALREADYEXISTS' });
    expect(Buffer.from(await store.get('alice', 'b')).toString()).toBe('stop;');
  });

  it('deletes what is not active', async () => {
    const store = create();
    await store.put('alice', long, keep);
    await store.setActive('alice', long);
    await expect(store.delete('alice', long)).rejects.toMatchObject({ code: 'ACTIVE' });
    await store.setActive('alice', null);
    await store.delete('alice', long);
    expect(await store.list('alice')).toEqual([]);
  });

  it('bounds the number of scripts, but not of replacements', async () => {
    const store = create();
    for (const name of ['a', 'b', 'a']) await store.put('alice', name, keep, 2);
    await expect(store.put('alice', 'c', keep, 2)).rejects.toMatchObject({
      code: 'QUOTA/MAXSCRIPTS',
    });
    await store.put('bob', 'c', keep, 2);
    expect(await store.list('alice')).toHaveLength(2);
  });

  it('gives copies away', async () => {
    const store = create();
    const script = Buffer.from('keep;');
    await store.put('alice', 'a', script);
    script.fill(0);
    (await store.get('alice', 'a')).fill(0);
    expect(Buffer.from(await store.get('alice', 'a'))).toEqual(keep);
  });
});

describe('a store on disk', () => {
  it('is there again after a restart, in files that people can read', async () => {
    const first = createFileStore(folder);
    await first.put('alice', 'Vacation', keep);
    await first.setActive('alice', 'Vacation');
    expect(await createFileStore(folder).list('alice')).toEqual([
      { name: 'Vacation', active: true },
    ]);
    expect((await readdir(join(folder, 'alice'))).sort()).toEqual(['+vacation.sieve', 'active']);
    expect(await readFile(join(folder, 'alice/active'), 'utf8')).toBe('Vacation');
  });

  it('finishes and clears away what a process that died had begun', async () => {
    const place = join(folder, 'alice');
    const first = createFileStore(folder);
    await first.put('alice', 'a', keep);
    await first.setActive('alice', 'a');
    await writeFile(join(place, '.draft-1'), 'kee');
    await writeFile(join(place, 'renaming'), 'a\nb');
    const gone = `pid ${2 ** 30} - - - 1`;
    if (process.platform !== 'win32') await symlink(gone, join(place, 'lock'));
    const second = createFileStore(folder);
    expect(await second.list('alice')).toEqual([{ name: 'b', active: true }]);
    expect((await readdir(place)).sort()).toEqual(['active', 'b.sieve']);
  });

  it.each<[string, string[], string, string[]]>([
    ['only begun', ['a'], 'a', ['b']],
    ['both names stand', ['a', 'b'], 'a', ['b']],
    ['the new one is active', ['a', 'b'], 'b', ['b']],
    ['the old name is gone', ['b'], 'b', ['b']],
    ['somebody took both away', [], 'c', []],
  ])('finishes a renaming: %s', async (_, names, active, expected) => {
    const store = createFileStore(folder);
    await store.put('alice', 'first', keep);
    const place = join(folder, 'alice');
    for (const name of names) await link(join(place, 'first.sieve'), join(place, `${name}.sieve`));
    await writeFile(join(place, 'active'), active);
    await writeFile(join(place, 'renaming'), 'a\nb');
    const left = (await store.list('alice')).filter(({ name }) => name !== 'first');
    expect(left).toEqual(expected.map((name) => ({ name, active: true })));
    expect(await readdir(place)).not.toContain('renaming');
  });

  it('takes nothing away that only looks like a renaming', async () => {
    const store = createFileStore(folder);
    for (const name of ['a', 'b']) await store.put('alice', name, Buffer.from(name));
    await writeFile(join(folder, 'alice/renaming'), 'a\nb');
    expect(await store.list('alice')).toHaveLength(2);
    await writeFile(join(folder, 'alice/renaming'), 'nonsense');
    expect(await store.list('alice')).toHaveLength(2);
  });

  it('leaves no drafts and no names behind', async () => {
    const store = createFileStore(folder);
    await store.put('alice', long, keep);
    await store.put('alice', long, keep);
    await store.rename('alice', long, 'short');
    expect(await readdir(join(folder, 'alice'))).toEqual(['short.sieve']);
  });

  it('leaves no draft of what it could not write', async () => {
    const store = createFileStore(folder);
    await store.put('alice', 'a', keep);
    await mkdir(join(folder, 'alice/b.sieve'));
    await expect(store.put('alice', 'b', keep)).rejects.toThrow('EISDIR');
    expect((await readdir(join(folder, 'alice'))).sort()).toEqual(['a.sieve', 'b.sieve']);
  });

  it.skipIf(process.platform === 'win32')('follows no symbolic links', async () => {
    const store = createFileStore(folder);
    const secret = join(folder, 'secret');
    await writeFile(secret, 'secret');
    await store.put('alice', 'a', keep);
    await symlink(secret, join(folder, 'alice/b.sieve'));
    expect(await store.list('alice')).toHaveLength(1);
    await expect(store.get('alice', 'b')).rejects.toThrow('ELOOP');
    await store.put('alice', 'b', keep);
    expect(await readFile(secret, 'utf8')).toBe('secret');

    await mkdir(join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), join(folder, 'bob'));
    const files = ['a.sieve', 'active'];
    for (const file of files) await writeFile(join(folder, 'elsewhere', file), 'a');
    const calls = [
      () => store.put('bob', 'b', keep),
      () => store.get('bob', 'a'),
      () => store.list('bob'),
      () => store.delete('bob', 'a'),
      () => store.rename('bob', 'a', 'b'),
      () => store.setActive('bob', 'a'),
      () => store.setActive('bob', null),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'storage' });
    expect((await readdir(join(folder, 'elsewhere'))).sort()).toEqual(files);
  });

  it('does not list what it did not write', async () => {
    const store = createFileStore(folder);
    await store.put('alice', 'a', keep);
    for (const file of ['Main.sieve', 'b.txt', '.draft-1', '~12.sieve', '%zz.sieve']) {
      await writeFile(join(folder, 'alice', file), 'x');
    }
    await mkdir(join(folder, 'alice/folder.sieve'));
    expect(await store.list('alice')).toEqual([{ name: 'a', active: false }]);
  });

  it.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
    const { stat } = await import('node:fs/promises');
    await createFileStore(join(folder, 'new')).put('alice', 'a', keep);
    const modes = ['new', 'new/alice', 'new/alice/a.sieve'].map(async (path) => {
      return ((await stat(join(folder, path))).mode & 0o777).toString(8);
    });
    expect(await Promise.all(modes)).toEqual(['700', '700', '600']);
  });
});
