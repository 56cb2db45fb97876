import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scriptFiles } from './script-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-files-');
  await mkdir(join(folder, 'before.d'));
  for (const name of ['b.sieve', 'a.sieve', 'a.svbin', 'README'])
    await writeFile(join(folder, 'before.d', name), '');
});
afterEach(() => rm(folder, { recursive: true }));

it('takes a folder for the scripts in it, by name, and a file for itself, there or not', async () => {
  const [named, gone] = [join(folder, 'before.d'), join(folder, 'gone.sieve')];
  expect(
    await scriptFiles([
      { label: 'sieve_before', path: named },
      { label: 'sieve_before2', path: gone },
    ]),
  ).toEqual([
    { label: 'sieve_before', path: join(named, 'a.sieve') },
    { label: 'sieve_before', path: join(named, 'b.sieve') },
    { label: 'sieve_before2', path: gone },
  ]);
});
