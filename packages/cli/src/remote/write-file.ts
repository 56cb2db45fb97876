import { randomBytes } from 'node:crypto';
import { link, lstat, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import { reasonOf } from '../file.ts';
import { replaceFile } from '../format/replace-file.ts';

/** Whether something of this name is there, a broken link too. */
export async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes a whole file, so that at each moment none of it is there or all of it.
 *
 * @param force replaces a file that is there
 * @returns false when it is there and `force` is not set
 * @throws {Failure} a sentence that names the file and the reason
 */
export async function writeNewFile(
  path: string,
  bytes: Uint8Array,
  force: boolean,
): Promise<boolean> {
  if (force && (await isThere(path))) {
    await replaceFile(path, bytes);
    return true;
  }
  try {
    await create(path, bytes);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    const reason = reasons[code] ?? reasonOf(error);
    throw new Failure(`Cannot write ${path}: ${reason}.`, { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
};

async function create(path: string, bytes: Uint8Array): Promise<void> {
  const draft = join(
    dirname(path),
    `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}`,
  );
  try {
    await write(draft, bytes);
    await link(draft, path).catch(async (error: NodeJS.ErrnoException) => {
      // A disk that knows no hard links.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(error.code ?? '')) throw error;
      await write(path, bytes);
    });
  } finally {
    await rm(draft, { force: true });
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
