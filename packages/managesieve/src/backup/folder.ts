import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digest } from '../deploy/plan.ts';
import type { Snapshot } from '../deploy/snapshot.ts';
import { isManageSieveError, ManageSieveError } from '../error.ts';
import { accountLimits } from '../limits.ts';
import {
  isMissing,
  isTaken,
  makeFolder,
  readPlainFile,
  syncFolder,
} from '../server/store/durable.ts';
import { withProcessLock } from '../server/store/process-lock.ts';
import { fromFileName, toFileName } from './file-name.ts';
import {
  type BackupScript,
  damaged,
  formatManifest,
  type Manifest,
  manifestFile,
  parseManifest,
  scriptFile,
} from './manifest.ts';

/** A backup of one account, its files compared with its manifest. */
export interface AccountBackup {
  readonly user: string;
  readonly active: string | null;
  readonly scripts: ReadonlyMap<string, Uint8Array>;
}

/** The folder of a user within a folder of backups. */
export function accountFolder(root: string, user: string): string {
  return join(root, toFileName(user));
}

/**
 * Writes a backup of one account into a folder of its own, so that at each moment the old one or
 * the new one is there, whole: into `<folder>.new`, onto the disk, and by renaming into its place;
 * the old one is `<folder>.old` for that moment. Nothing is written when nothing has changed.
 *
 * @param path of `accountFolder`
 * @returns whether something had changed
 * @throws ManageSieveError `storage`
 */
export async function writeBackup(
  path: string,
  user: string,
  snapshot: Snapshot,
): Promise<boolean> {
  const manifest = describe(user, snapshot);
  try {
    await makeFolder(dirname(path));
    return await withProcessLock(`${path}.lock`, () => replace(path, manifest, snapshot));
  } catch (error) {
    if (isManageSieveError(error)) throw error;
    const { message } = error as Error;
    throw new ManageSieveError('storage', `${path} cannot be written: ${message}`, {
      cause: error,
    });
  }
}

/**
 * Reads a backup of one account and compares each file with the manifest. Where writing was
 * interrupted, takes the new one when it is whole, and the old one otherwise.
 *
 * @throws ManageSieveError `storage` when it is not there or damaged
 */
export async function readBackup(path: string): Promise<AccountBackup> {
  return await readWhole(await locate(path));
}

/** The users that a folder holds backups of, those of an interrupted writing among them. */
export async function listBackups(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((cause: Error) => {
    throw new ManageSieveError('storage', `${root} cannot be read: ${cause.message}`, { cause });
  });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name.replace(/\.(?:new|old)$/, ''));
  const users: string[] = [];
  for (const folder of new Set(folders)) {
    const place = await locate(join(root, folder));
    if (!(await isThere(join(place, manifestFile)))) continue;
    users.push(fromFileName(folder) ?? (await readManifest(place)).user);
  }
  return users.sort();
}

function describe(user: string, { names, active, scripts }: Snapshot): Manifest {
  const entries = names.map((name): BackupScript => {
    const script = scripts.get(name) ?? new Uint8Array();
    return {
      name,
      file: scriptFile(name),
      active: name === active,
      size: script.length,
      sha256: digest(script),
    };
  });
  return { user, scripts: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

async function replace(path: string, manifest: Manifest, { scripts }: Snapshot): Promise<boolean> {
  const text = formatManifest(manifest);
  const replaces = await prepare(path);
  const draft = `${path}.new`;
  if (replaces && (await isWritten(path, text))) {
    await rm(draft, { recursive: true });
    return false;
  }
  await Promise.all([
    ...manifest.scripts.map(({ name, file }) =>
      writeFresh(join(draft, file), scripts.get(name) ?? new Uint8Array()),
    ),
    writeFresh(join(draft, manifestFile), text),
  ]);
  await syncFolder(draft);
  if (replaces) await rename(path, `${path}.old`);
  await rename(draft, path);
  await syncFolder(dirname(path));
  if (replaces) await rm(`${path}.old`, { recursive: true, force: true });
  return true;
}

/**
 * Makes the folder for a new backup, after bringing into order what a process may have left in the
 * middle of writing.
 *
 * @returns whether there is an old backup
 */
async function prepare(path: string): Promise<boolean> {
  const isOld = await isThere(`${path}.old`);
  const isMade = await makeDraft(path);
  if (isOld || !isMade) {
    if (isMade) await rm(`${path}.new`, { recursive: true });
    const current = await locate(path);
    if (current !== path && (await isThere(current))) await rename(current, path);
    await rm(`${path}.new`, { recursive: true, force: true });
    await rm(`${path}.old`, { recursive: true, force: true });
    await makeDraft(path);
  }
  return await isThere(path);
}

/** @returns false when one is there */
async function makeDraft(path: string): Promise<boolean> {
  try {
    await mkdir(`${path}.new`, { mode: 0o700 });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Where the backup is: only between two renames it is not in its place. */
async function locate(path: string): Promise<string> {
  if (await isThere(path)) return path;
  const isWhole = await readWhole(`${path}.new`).then(
    () => true,
    () => false,
  );
  if (isWhole) return `${path}.new`;
  return (await isThere(`${path}.old`)) ? `${path}.old` : path;
}

async function isWritten(path: string, manifest: string): Promise<boolean> {
  try {
    const found = await readPlainFile(join(path, manifestFile));
    if (found.toString() !== manifest) return false;
    await readWhole(path);
    return true;
  } catch {
    return false;
  }
}

async function readWhole(path: string): Promise<AccountBackup> {
  const { user, scripts } = await readManifest(path);
  const contents = new Map<string, Uint8Array>();
  let octets = 0;
  for (const { name, file, size, sha256 } of scripts) {
    octets += size;
    if (octets > accountLimits.octets) throw damaged('it holds more than an account may');
    const script = await readFileOf(path, file);
    if (script.length !== size || digest(script) !== sha256) {
      throw damaged(`${join(path, file)} is not what the manifest says`);
    }
    contents.set(name, script);
  }
  return { user, active: scripts.find(({ active }) => active)?.name ?? null, scripts: contents };
}

async function readManifest(path: string): Promise<Manifest> {
  return parseManifest((await readFileOf(path, manifestFile)).toString());
}

async function readFileOf(path: string, file: string): Promise<Buffer> {
  try {
    return await readPlainFile(join(path, file));
  } catch (error) {
    if (!isMissing(error)) throw damaged(`${join(path, file)} cannot be read`, error);
    if (file === manifestFile) {
      throw new ManageSieveError('storage', `There is no backup in ${path}: it has no ${file}.`);
    }
    throw damaged(`${join(path, file)} is not there`, error);
  }
}

async function writeFresh(path: string, content: Uint8Array | string): Promise<void> {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  const file = await open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
