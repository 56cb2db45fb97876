import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findNameFault } from '@sievekit/managesieve';
import { Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import { scriptNameOf } from './diff-side.ts';
import { showName } from './show-name.ts';

/** A script of a folder. */
export interface LocalScript {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the scripts of a folder, `*.sieve` and `*.siv`, by their names on the server: the file's
 * without the suffix, in Unicode normal form C. Hidden files and folders in it are left out.
 *
 * @throws {Failure} when it cannot be read, or two files stand for one script
 */
export async function readScriptFolder(folder: string): Promise<Map<string, LocalScript>> {
  if (folder.includes('://')) {
    throw new Failure(`The folder comes first, then the account: deploy FOLDER ${folder}`);
  }
  const files = await readdir(folder).catch((error: unknown) => {
    const file = (error as NodeJS.ErrnoException).code === 'ENOTDIR';
    const reason = file ? 'it is a file; deploy takes a folder of scripts' : reasonOf(error);
    throw new Failure(`Cannot read ${folder}: ${reason}.`, { cause: error });
  });
  const scripts = new Map<string, LocalScript>();
  for (const file of files.sort()) {
    const name = scriptNameOf(file).normalize('NFC');
    if (file.startsWith('.') || scriptNameOf(file) === file) continue;
    const path = join(folder, file);
    const fault = findNameFault(name);
    if (fault !== null) throw new Failure(`${path}: the name of a script ${fault}.`);
    const twin = scripts.get(name);
    if (twin !== undefined) {
      throw new Failure(`${path} and ${twin.path} stand for the same script, ${showName(name)}.`);
    }
    scripts.set(name, { path, bytes: await readNamedFile(path) });
  }
  return scripts;
}
