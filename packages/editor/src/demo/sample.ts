import { constants } from 'node:fs';
import { access, copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoFolder } from './folder.ts';

/** A script to begin with. */
export interface SampleScript {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The sample script that is active on the first start. */
export const activeSample = 'main';

/** The samples' folder: the same seen from `src` and from `dist`. */
const sampleFolder: string = fileURLToPath(new URL('../../sample', import.meta.url));

/**
 * Copies the sample messages and hands the sample scripts to `store`, on the first start only:
 * what the user changed or deleted since stays so.
 */
export async function copySamples(
  folder: DemoFolder,
  store: (script: SampleScript) => Promise<void>,
): Promise<void> {
  if (await exists(folder.samplesCopied)) return;
  for (const script of await readSampleScripts()) await store(script);
  for (const file of await readdir(join(sampleFolder, 'message'))) {
    const target = join(folder.messages, file);
    if (await exists(target)) continue;
    await copyFile(join(sampleFolder, 'message', file), target, constants.COPYFILE_EXCL);
  }
  await writeFile(folder.samplesCopied, '');
}

/** All sample scripts, in the order of their names. */
export async function readSampleScripts(): Promise<SampleScript[]> {
  const files = (await readdir(join(sampleFolder, 'script'))).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.sieve'),
      bytes: await readFile(join(sampleFolder, 'script', file)),
    })),
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
