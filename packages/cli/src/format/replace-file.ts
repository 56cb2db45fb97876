import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import { reasonOf } from '../file.ts';

/**
 * Gives a file new content so that at each moment it holds all of the old one or all of the new
 * one. Its mode and its owner stay; where it is a symbolic link, the file that it leads to changes.
 *
 * @throws {Failure} a sentence that names the file and the reason; the file is as it was
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  try {
    const target = await realpath(path);
    await access(target, constants.W_OK);
    if (!(await stat(target)).isFile()) throw new Failure(`Cannot write ${path}: it is no file.`);
    await replace(target, content);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === 'EACCES' || code === 'EPERM' ? 'you may not write it' : reasonOf(error);
    throw new Failure(`Cannot write ${path}: ${reason}.`, { cause: error });
  }
}

async function replace(target: string, content: string | Uint8Array): Promise<void> {
  const draft = join(
    dirname(target),
    `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}`,
  );
  const file = await open(draft, 'wx', 0o600);
  try {
    try {
      await file.writeFile(content);
      await takeOver(file, target);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Gives the draft the owner and the mode of the file that it replaces. */
async function takeOver(draft: FileHandle, target: string): Promise<void> {
  const [own, old] = await Promise.all([draft.stat(), stat(target)]);
  if (own.uid !== old.uid || own.gid !== old.gid) await draft.chown(old.uid, old.gid);
  await draft.chmod(old.mode & 0o7777);
}
