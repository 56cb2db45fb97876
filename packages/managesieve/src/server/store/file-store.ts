import { link, lstat, readdir, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ManageSieveError } from '../../error.ts';
import { alreadyExists, isActive, nonexistent, tooMany } from '../refusal.ts';
import {
  isMissing,
  isUnsupported,
  makeFolder,
  readPlainFile,
  removeDrafts,
  syncFolder,
  writeDurably,
} from './durable.ts';
import { decodeFileName, encodeFileName, isHashed } from './file-name.ts';
import { withProcessLock } from './process-lock.ts';
import { byName, type ScriptStore, type StoredScript } from './store.ts';

const suffix = '.sieve';

/**
 * Keeps scripts on disk: a folder for each user, in it a file `<name>.sieve` for each script, and
 * a file `active` with the name of the active one. Names are written as `encodeFileName` says; one
 * that is too long for that has a file `<hash>.name` beside it. All writing is durable before it
 * is answered. Several processes may share the folder, and each may die at any moment: what it had
 * not finished is finished or undone by who comes next. Symbolic links are not followed.
 *
 * @param folder made when it is not there
 */
export function createFileStore(folder: string): ScriptStore {
  return new FileStore(folder);
}

class FileStore implements ScriptStore {
  readonly #root: string;
  /** Users whose folders hold no drafts of processes that are gone. */
  readonly #seen = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  async list(user: string): Promise<StoredScript[]> {
    try {
      return await this.#alone(user, () => this.#list(user));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async get(user: string, name: string): Promise<Uint8Array> {
    const isThere = await this.#isThere(user);
    const script = isThere ? await readIfThere(this.#path(user, name)) : null;
    if (script === null) throw nonexistent(name);
    return script;
  }

  async put(user: string, name: string, script: Uint8Array, most?: number): Promise<void> {
    await makeFolder(this.#folder(user));
    await this.#alone(user, async () => {
      if (most !== undefined) await this.#checkRoom(user, name, most);
      await this.#writeName(user, name);
      await writeDurably(this.#path(user, name), script);
    });
  }

  async delete(user: string, name: string): Promise<void> {
    await this.get(user, name);
    await this.#alone(user, async () => {
      await this.get(user, name);
      if ((await this.#readActive(user)) === name) throw isActive(name);
      await this.#remove(user, name);
    });
  }

  async rename(user: string, from: string, to: string): Promise<void> {
    await this.get(user, from);
    await this.#alone(user, async () => {
      await this.get(user, from);
      if ((await readIfThere(this.#path(user, to))) !== null) throw alreadyExists(to);
      await writeDurably(this.#renamingPath(user), `${from}\n${to}`);
      await this.#finishRenaming(user);
    });
  }

  async setActive(user: string, name: string | null): Promise<void> {
    if (name !== null) await this.get(user, name);
    else if (!(await this.#isThere(user)) || (await this.#readActive(user)) === null) return;
    await this.#alone(user, async () => {
      if (name !== null) {
        await this.get(user, name);
        await this.#writeActive(user, name);
      } else if ((await this.#readActive(user)) !== null) {
        await unlink(this.#activePath(user));
        await syncFolder(this.#folder(user));
      }
    });
  }

  /**
   * Runs work while nobody else works on the user's scripts, in other processes either, and what a
   * process that died had begun is finished.
   */
  async #alone<T>(user: string, work: () => Promise<T>): Promise<T> {
    const folder = this.#folder(user);
    await this.#checkFolder(user);
    return await withProcessLock(join(folder, 'lock'), async (abandoned) => {
      if (abandoned || !this.#seen.has(user)) await removeDrafts(folder);
      await this.#finishRenaming(user);
      this.#seen.add(user);
      return await work();
    });
  }

  /**
   * @throws ManageSieveError `storage` when the user's folder is a link to another, or a file
   * @throws Error of the system when it is missing
   */
  async #checkFolder(user: string): Promise<void> {
    const folder = this.#folder(user);
    if ((await lstat(folder)).isDirectory()) return;
    throw new ManageSieveError('storage', `${folder} is not a folder.`);
  }

  async #isThere(user: string): Promise<boolean> {
    try {
      await this.#checkFolder(user);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Makes true what the file `renaming` says, from whatever point on, and removes it. */
  async #finishRenaming(user: string): Promise<void> {
    const path = this.#renamingPath(user);
    const names = readPair(await readIfThere(path));
    if (names === null) return;
    const [from, to] = names;
    const [source, target] = [this.#path(user, from), this.#path(user, to)];
    // Both names stand for a moment, so that what is active is there at every moment.
    if ((await findFile(target)) === null && (await findFile(source)) !== null) {
      await this.#writeName(user, to);
      await linkOrRename(source, target);
    }
    if ((await this.#readActive(user)) === from) await this.#writeActive(user, to);
    const old = await findFile(source);
    if (old !== null && old === (await findFile(target))) await unlink(source);
    if (old === null || old === (await findFile(target))) await this.#removeName(user, from);
    await unlink(path);
    await syncFolder(this.#folder(user));
  }

  async #list(user: string): Promise<StoredScript[]> {
    const active = await this.#readActive(user);
    const scripts: StoredScript[] = [];
    for (const file of await this.#readFolder(user)) {
      const name = await this.#readName(user, file);
      if (name !== null) scripts.push({ name, active: name === active });
    }
    return scripts.sort(byName);
  }

  async #checkRoom(user: string, name: string, most: number): Promise<void> {
    if ((await findFile(this.#path(user, name))) !== null) return;
    if ((await this.#list(user)).length >= most) throw tooMany(most);
  }

  #folder(user: string): string {
    return join(this.#root, encodeFileName(user));
  }

  #path(user: string, name: string): string {
    return join(this.#folder(user), `${encodeFileName(name)}${suffix}`);
  }

  #renamingPath(user: string): string {
    return join(this.#folder(user), 'renaming');
  }

  #activePath(user: string): string {
    return join(this.#folder(user), 'active');
  }

  async #readActive(user: string): Promise<string | null> {
    return (await readIfThere(this.#activePath(user)))?.toString('utf8') ?? null;
  }

  async #writeActive(user: string, name: string): Promise<void> {
    await writeDurably(this.#activePath(user), name);
  }

  /** The names of all script files, without their suffix. */
  async #readFolder(user: string): Promise<string[]> {
    try {
      const entries = await readdir(this.#folder(user), { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
        .map((entry) => entry.name.slice(0, -suffix.length));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #readName(user: string, file: string): Promise<string | null> {
    if (!isHashed(file)) return decodeFileName(file);
    const name = (await readIfThere(this.#namePath(user, file)))?.toString('utf8');
    return name !== undefined && encodeFileName(name) === file ? name : null;
  }

  /** Keeps a name that its file name cannot be read back to; before the script, if any, is there. */
  async #writeName(user: string, name: string): Promise<void> {
    const file = encodeFileName(name);
    if (!isHashed(file)) return;
    await writeDurably(this.#namePath(user, file), name);
  }

  #namePath(user: string, file: string): string {
    return join(this.#folder(user), `${file}.name`);
  }

  async #remove(user: string, name: string): Promise<void> {
    await unlink(this.#path(user, name));
    await this.#removeName(user, name);
    await syncFolder(this.#folder(user));
  }

  async #removeName(user: string, name: string): Promise<void> {
    const file = encodeFileName(name);
    if (isHashed(file)) await rm(this.#namePath(user, file), { force: true });
  }
}

/** Not every file system lets a file have two names. */
async function linkOrRename(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    await rename(source, target);
  }
}

/** The number by which a file system knows a file; `null` when it is not there. */
async function findFile(path: string): Promise<bigint | null> {
  try {
    return (await lstat(path, { bigint: true })).ino;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** What the file `renaming` says: two names. */
function readPair(text: Buffer | null): readonly [string, string] | null {
  const [from, to, ...more] = text?.toString('utf8').split('\n') ?? [];
  return from === undefined || to === undefined || more.length > 0 ? null : [from, to];
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readPlainFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
