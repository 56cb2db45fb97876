import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = constants;

/** Windows has no such flag. */
const O_NOFOLLOW = constants.O_NOFOLLOW ?? 0;

const draftPrefix = '.draft-';

/** Reads a file that is not a symbolic link. */
export async function readPlainFile(path: string): Promise<Buffer> {
  const file = await open(path, O_RDONLY | O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * Writes a file so that after a power cut there is the old content or the new one, and never a
 * part: into a file beside it, onto the disk, renamed over it, the folder onto the disk. Readable
 * for its owner alone.
 */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const draft = join(dirname(path), `${draftPrefix}${randomBytes(8).toString('hex')}`);
  try {
    const file = await open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what `writeDurably` left when its process died; nobody may be writing there. */
export async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(draftPrefix));
  for (const draft of drafts) await rm(join(folder, draft), { force: true });
}

/** Puts a folder's entries onto the disk, where the system can. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes a folder for its owner alone, and those above it, where they are not there, durably. */
export async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  const highest = dirname(resolve(made));
  let folder = resolve(path);
  do {
    folder = dirname(folder);
    await syncFolder(folder);
  } while (folder !== highest && folder !== dirname(folder));
}

/** Whether an error says that a file is not there. */
export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

/** Whether an error says that a file is there already. */
export function isTaken(error: unknown): boolean {
  return errorCode(error) === 'EEXIST';
}

/** Whether an error says that the file system cannot do that at all, such as making links. */
export function isUnsupported(error: unknown): boolean {
  return /^(?:EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS|EMLINK)$/.test(String(errorCode(error)));
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
