import { randomBytes } from 'node:crypto';
import { lstat, readFile, readlink, symlink, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ManageSieveError } from '../../error.ts';
import { lockLimits } from '../../limits.ts';
import { KeyedLock } from '../keyed-lock.ts';
import { isMissing, isTaken, isUnsupported } from './durable.ts';
import { isGone, nameHolder } from './lock-holder.ts';

/** In this process nobody needs to ask again and again. */
const queue = new KeyedLock();

/**
 * Runs work while nobody else, in this process or another, runs work under the lock of that path.
 * The lock is a symbolic link that says who holds it, which one system call makes or refuses, or a
 * file where there are no links; one whose holder has died is taken away.
 *
 * @param work told whether a holder died while the lock was awaited: there may be half-done work
 * @throws ManageSieveError `storage` when another holds the lock too long
 * @throws Error of the system, as when the folder of the path is missing
 */
export function withProcessLock<T>(
  path: string,
  work: (abandoned: boolean) => Promise<T>,
): Promise<T> {
  return queue.run(path, async () => {
    const { holder, abandoned } = await acquire(path);
    try {
      return await work(abandoned);
    } finally {
      await release(path, holder);
    }
  });
}

async function acquire(path: string): Promise<{ holder: string; abandoned: boolean }> {
  const holder = `${await nameHolder()} ${randomBytes(8).toString('hex')}`;
  const deadline = performance.now() + lockLimits.wait;
  let abandoned = false;
  while (!(await claim(path, holder))) {
    const other = await readHolder(path);
    if (other === null) continue;
    if (await isAbandoned(path, other)) {
      await remove(path, other);
      abandoned = true;
    } else if (performance.now() > deadline) {
      throw new ManageSieveError('storage', `The lock ${path} is held for too long by ${other}.`);
    } else {
      await pause(1 + Math.random() * lockLimits.pause);
    }
  }
  return { holder, abandoned };
}

async function release(path: string, holder: string): Promise<void> {
  if ((await readHolder(path)) === holder) await unlink(path);
}

/**
 * Takes an abandoned lock away, under a lock of its own: otherwise one who saw it a moment ago
 * could take away the lock of somebody who came since.
 */
async function remove(path: string, abandonedBy: string): Promise<void> {
  const guard = `${path}~`;
  const { holder } = await acquire(guard);
  try {
    if ((await readHolder(path)) === abandonedBy) await unlink(path);
  } finally {
    await release(guard, holder);
  }
}

async function isAbandoned(path: string, holder: string): Promise<boolean> {
  const gone = await isGone(holder);
  if (gone !== 'unknown') return gone;
  try {
    return Date.now() - (await lstat(path)).mtimeMs > lockLimits.age;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Windows lets few people make symbolic links, and some file systems have none. */
const hasLinks = process.platform !== 'win32';

async function claim(path: string, holder: string): Promise<boolean> {
  const write = () => writeFile(path, holder, { flag: 'wx' });
  try {
    if (!hasLinks) await write();
    else
      await symlink(holder, path).catch((error) => {
        if (!isUnsupported(error)) throw error;
        return write();
      });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Who holds the lock; empty for something that is no lock, `null` when nobody does. */
async function readHolder(path: string): Promise<string | null> {
  try {
    return hasLinks ? await readlink(path) : await readText(path);
  } catch (error) {
    if (isMissing(error)) return null;
    if (hasLinks && isNoLink(error)) return await readText(path);
    throw error;
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isNoLink(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EINVAL';
}
