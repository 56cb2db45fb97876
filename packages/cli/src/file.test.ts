import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readNamedFile, readStream } from './file.ts';
import { maxFileBytes } from './limits.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('reads a file of 16 MiB, and refuses one byte more', async () => {
  const path = join(folder, 'large');
  await writeFile(path, '');
  await truncate(path, maxFileBytes);
  expect(await readNamedFile(path)).toHaveLength(maxFileBytes);
  await truncate(path, maxFileBytes + 1);
  await expect(readNamedFile(path)).rejects.toThrow(/large: it is over 16 MiB/);
});

it('reads standard input up to 16 MiB, and refuses what never ends', async () => {
  expect(
    Buffer.from(await readStream(Readable.from([Buffer.from('ke'), Buffer.from('ep;')]))),
  ).toEqual(Buffer.from('keep;'));
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(1024 * 1024);
    })(),
  );
  await expect(readStream(endless)).rejects.toThrow(/standard input: it is over 16 MiB/);
});
