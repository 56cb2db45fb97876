import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { GlobalScript } from './imapsieve-rule.ts';

/** The scripts themselves: a folder of 2.3 stands for those in it, in the order of their names. */
export async function scriptFiles(
  scripts: readonly GlobalScript[],
): Promise<readonly GlobalScript[]> {
  const files: GlobalScript[] = [];
  for (const { label, path } of scripts) {
    const names = await readdir(path).catch(() => [null]);
    for (const name of names.sort()) {
      if (name === null) files.push({ label, path });
      else if (name.endsWith('.sieve')) files.push({ label, path: join(path, name) });
    }
  }
  return files;
}
