import { link, lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ManageSieveError } from '../../error.ts';
import { alreadyExists, isActive, nonexistent } from '../refusal.ts';
import {
  isMissing,
  isTaken,
  makeFolder,
  readPlainFile,
  syncFolder,
  writeDurably,
} from './durable.ts';
import { decodeFileName, encodeFileName, isHashed } from './file-name.ts';
import { byName, type ScriptStore, type StoredScript } from './store.ts';

const suffix = '.sieve';

/**
 * Keeps scripts on disk: a folder for each user, in it a file `<name>.sieve` for each script, and
 * a file `active` with the name of the active one. Names are written as `encodeFileName` says; one
 * that is too long for that has a file `<hash>.name` beside it. All writing is durable before it
 * is answered. Symbolic links are not followed.
 *
 * @param folder made when it is not there
 */
export function createFileStore(folder: string): ScriptStore {
  return new FileStore(folder);
}

class FileStore implements ScriptStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async list(user: string): Promise<StoredScript[]> {
    const active = await this.#readActive(user);
    const scripts: StoredScript[] = [];
    for (const file of await this.#readFolder(user)) {
      const name = await this.#readName(user, file);
      if (name !== null) scripts.push({ name, active: name === active });
    }
    return scripts.sort(byName);
  }

  async get(user: string, name: string): Promise<Uint8Array> {
    const script = await readIfThere(this.#path(user, name));
    if (script === null) throw nonexistent(name);
    return script;
  }

  async put(user: string, name: string, script: Uint8Array): Promise<void> {
    const folder = this.#folder(user);
    await makeFolder(folder);
    if (!(await lstat(folder)).isDirectory()) {
      throw new ManageSieveError('storage', `${folder} is not a folder.`);
    }
    await this.#writeName(user, name);
    await writeDurably(this.#path(user, name), script);
  }

  async delete(user: string, name: string): Promise<void> {
    await this.get(user, name);
    if ((await this.#readActive(user)) === name) throw isActive(name);
    await this.#remove(user, name);
  }

  async rename(user: string, from: string, to: string): Promise<void> {
    await this.#writeName(user, to, from);
    try {
      await link(this.#path(user, from), this.#path(user, to));
    } catch (error) {
      if (isMissing(error)) throw nonexistent(from);
      if (isTaken(error)) throw alreadyExists(to);
      throw error;
    }
    // Both names stand now, so that at no moment the active script is one that is not there.
    if ((await this.#readActive(user)) === from) await this.#writeActive(user, to);
    await this.#remove(user, from);
  }

  async setActive(user: string, name: string | null): Promise<void> {
    if (name !== null) {
      await this.get(user, name);
      await this.#writeActive(user, name);
    } else if ((await this.#readActive(user)) !== null) {
      await unlink(this.#activePath(user));
      await syncFolder(this.#folder(user));
    }
  }

  #folder(user: string): string {
    return join(this.#root, encodeFileName(user));
  }

  #path(user: string, name: string): string {
    return join(this.#folder(user), `${encodeFileName(name)}${suffix}`);
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
  async #writeName(user: string, name: string, existing?: string): Promise<void> {
    const file = encodeFileName(name);
    if (!isHashed(file)) return;
    if (existing !== undefined) await this.get(user, existing);
    await writeDurably(this.#namePath(user, file), name);
  }

  #namePath(user: string, file: string): string {
    return join(this.#folder(user), `${file}.name`);
  }

  async #remove(user: string, name: string): Promise<void> {
    await unlink(this.#path(user, name));
    const file = encodeFileName(name);
    if (isHashed(file)) await unlink(this.#namePath(user, file));
    await syncFolder(this.#folder(user));
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readPlainFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
