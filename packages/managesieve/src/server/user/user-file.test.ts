import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveScramSecret, formatScramSecret } from '../../sasl/scram-secret.ts';
import { createUserFile, type UserFile } from './user-file.ts';

let folder: string;
let path: string;
let users: UserFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-users-'));
  path = join(folder, 'users');
  users = createUserFile(path, { iterations: 4096 });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('createUserFile', () => {
  it('knows nobody while there is no file', async () => {
    expect(await users.list()).toEqual([]);
    expect(await users.verify('alice', 'pw')).toBe(false);
    expect(await users.delete('alice')).toBe(false);
  });

  it('verifies users', async () => {
    await users.set('alice', 'pw');
    await users.set('bob@example.org', 'other');
    expect(await users.list()).toEqual(['alice', 'bob@example.org']);
    expect(await users.verify('alice', 'pw')).toBe(true);
    expect(await users.verify('alice', 'other')).toBe(false);
    expect(await users.verify('Alice', 'pw')).toBe(false);
    expect(await users.verify('bob@example.org', 'other')).toBe(true);
    expect(await users.verify('', 'pw')).toBe(false);
  });

  it('lets admins alone work for others, and for such as there are', async () => {
    await users.set('root', 'pw', { admin: true });
    await users.set('alice', 'pw');
    expect(await users.mayActFor('root', 'alice')).toBe(true);
    expect(await users.mayActFor('root', 'bob')).toBe(false);
    expect(await users.mayActFor('alice', 'root')).toBe(false);
    expect(await users.mayActFor('nobody', 'alice')).toBe(false);
    await users.set('root', 'other');
    expect(await users.mayActFor('root', 'alice')).toBe(true);
    await users.set('root', 'other', { admin: false });
    expect(await users.mayActFor('root', 'alice')).toBe(false);
  });

  it.each(['SCRAM-SHA-256', 'SCRAM-SHA-1'] as const)(
    'gives a secret of %s for those who are not there: the same again, also after a restart',
    async (scheme) => {
      await users.set('alice', 'pw');
      const again = createUserFile(path);
      const nobody = await users.findSecret('nobody', scheme);
      expect(await again.findSecret('nobody', scheme)).toEqual(nobody);
      expect(await users.findSecret('other', scheme)).not.toEqual(nobody);
      const alice = await users.findSecret('alice', scheme);
      expect(alice.salt).not.toEqual(nobody.salt);
      expect(nobody).toMatchObject({ scheme, iterations: alice.iterations });
      for (const part of ['salt', 'storedKey', 'serverKey'] as const) {
        expect(nobody[part]).toHaveLength(alice[part].length);
      }
    },
  );

  it('changes and removes users', async () => {
    await users.set('alice', 'pw');
    await users.set('alice', 'new');
    expect(await users.verify('alice', 'pw')).toBe(false);
    expect(await users.verify('alice', 'new')).toBe(true);
    expect(await users.delete('alice')).toBe(true);
    expect(await users.verify('alice', 'new')).toBe(false);
  });

  it('keeps no password, and its file to its owner', async () => {
    await users.set('alice', 'my password');
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(/^alice:\{SCRAM-SHA-256\}4096,/);
    expect(text).not.toContain('my password');
    expect(text).not.toContain(Buffer.from('my password').toString('base64'));
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('leaves comments alone, and never reads a plain password as a secret', async () => {
    await writeFile(path, '# our users\nroot:{PLAIN}toor\n#alice:x\nbob:toor::::\n');
    await users.set('alice', 'pw');
    expect((await readFile(path, 'utf8')).split('\n').slice(0, 4)).toEqual([
      '# our users',
      'root:{PLAIN}toor',
      '#alice:x',
      'bob:toor::::',
    ]);
    expect(await users.verify('alice', 'pw')).toBe(true);
    expect(await users.verify('root', 'toor')).toBe(false);
    expect(await users.verify('#alice', 'x')).toBe(false);
    expect(await users.verify('bob', 'toor')).toBe(false);
  });

  it('reads secrets that Dovecot made, with further fields', async () => {
    await users.set('alice', 'pw');
    const [, secret] = (await readFile(path, 'utf8')).split(':');
    await writeFile(path, `alice:${secret}:1000:1000::/home/alice\r\n`);
    expect(await users.verify('alice', 'pw')).toBe(true);
    await users.set('alice', 'new', { admin: true });
    const [line = ''] = (await readFile(path, 'utf8')).split('\n');
    const fields = line.split(':');
    expect(fields.slice(2, 7)).toEqual(['1000', '1000', '', '/home/alice', '']);
    expect(fields[7]).toMatch(/^sievekit_scram_sha_1=\{SCRAM-SHA-1\}4096,\S+ sievekit_admin=yes$/);
    expect(await users.verify('alice', 'new')).toBe(true);
  });

  it('verifies by whatever secret there is', async () => {
    const secret = await deriveScramSecret('pw', { scheme: 'SCRAM-SHA-1', iterations: 4096 });
    await writeFile(path, `alice:${formatScramSecret(secret)}\n`);
    expect(await users.verify('alice', 'pw')).toBe(true);
    expect(await users.findSecret('alice', 'SCRAM-SHA-1')).toEqual(secret);
  });

  it('loses none of many changes at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `user${index}`);
    await Promise.all(names.map((name) => users.set(name, 'pw')));
    expect((await users.list()).sort()).toEqual(names.sort());
  });

  it.each(['', 'a:b', '#a', 'a\nb', 'a\0'])('refuses the name %j', async (name) => {
    await expect(users.set(name, 'pw')).rejects.toMatchObject({ code: 'storage' });
  });

  it.each([4095, 1_000_001])('refuses %d iterations', (iterations) => {
    expect(() => createUserFile(path, { iterations })).toThrow(RangeError);
  });

  it('says so when the file cannot be read', async () => {
    await expect(createUserFile(folder).verify('a', 'b')).rejects.toMatchObject({
      code: 'storage',
    });
  });
});
