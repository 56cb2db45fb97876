import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { maxConfigFiles } from '../limits.ts';
import { pluginSettings } from './imapsieve-rule.ts';
import { readOldConfig } from './read-old-config.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-old-');
  await mkdir(join(folder, 'conf.d'));
});
afterEach(() => rm(folder, { recursive: true }));

const main = (): string => join(folder, 'dovecot.conf');

it('reads what is included, in the order of the names', async () => {
  await writeFile(main(), '!include conf.d/*.conf\n!include_try none.conf\n');
  await writeFile(join(folder, 'conf.d/2.conf'), 'plugin {\n  sieve = second\n}\n');
  await writeFile(join(folder, 'conf.d/1.conf'), 'plugin {\n  sieve = first\n  a = b\n}\n');
  await writeFile(join(folder, 'conf.d/3.conf.away'), 'plugin {\n  sieve = third\n}\n');
  const settings = pluginSettings(await readOldConfig(main()));
  expect([...settings]).toEqual([
    ['sieve', 'second'],
    ['a', 'b'],
  ]);
});

it('ends where a file includes itself', async () => {
  await writeFile(main(), '!include dovecot.conf\n');
  await expect(readOldConfig(main())).rejects.toThrow(/too many files/);
});

it(`reads ${maxConfigFiles} files at most`, async () => {
  await writeFile(main(), '!include conf.d/*.conf\n');
  for (let number = 0; number < maxConfigFiles; number += 1)
    await writeFile(join(folder, `conf.d/${number}.conf`), '');
  await expect(readOldConfig(main())).rejects.toThrow(/too many files/);
});

it('names a file that is not there', async () => {
  await expect(readOldConfig('/nonexistent.conf')).rejects.toThrow(
    /Cannot read \/nonexistent.conf: there is no such file/,
  );
});
