import { chmod, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../failure.ts';
import { reasonOf } from '../../file.ts';
import type { Change } from './changes.ts';

/** Takes back what was done, the last first. */
export interface UndoLog {
  readonly steps: (() => Promise<void>)[];
  /** Folders that were made. */
  readonly folders: string[];
}

/**
 * Makes the changes, each file at once and whole; how to take them back is noted in `log`.
 *
 * @throws {Failure} when one cannot be made
 */
export async function applyChanges(changes: readonly Change[], log: UndoLog): Promise<void> {
  for (const { path, old, next } of changes) {
    try {
      await makeFolder(dirname(path), log);
      if (next === null) await rm(path);
      else await writeWhole(path, next.text, next.mode);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const hint = code === 'EACCES' || code === 'EPERM' ? 'run it as root' : reasonOf(error);
      throw new Failure(`Cannot write ${path}: ${hint}.`, { cause: error });
    }
    const mode = next?.mode ?? 0o644;
    log.steps.push(() => (old === null ? rm(path, { force: true }) : writeWhole(path, old, mode)));
  }
}

/** Takes all of it back. */
export async function takeBack({ steps, folders }: UndoLog): Promise<void> {
  for (const step of steps.reverse()) await step();
  // What is inside of others has the longer path.
  for (const folder of folders.sort((a, b) => b.length - a.length)) await removeEmpty(folder);
}

/** Makes a folder that others may enter, and those above it. */
async function makeFolder(path: string, log: UndoLog): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o755 });
  if (first === undefined) return;
  for (let folder = path; ; folder = dirname(folder)) {
    await chmod(folder, 0o755); // whatever the umask is
    log.folders.push(folder);
    if (folder === first) return;
  }
}

/** Removes a folder if nothing is in it. */
export async function removeEmpty(path: string): Promise<void> {
  await rmdir(path).catch(() => {});
}

/** At each moment the file is the old one or the new one. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeFile(draft, content, { mode, flush: true });
    await chmod(draft, mode);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
