import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { accountFolder, isManageSieveError, readBackup, readSnapshot } from '@sievekit/managesieve';
import { Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { openAccount, type RemoteOptions } from './account.ts';
import { readAccounts } from './named-account.ts';
import { isThere } from './write-file.ts';

/** Scripts of an account, of a folder, or a single one. */
export interface Side {
  /** Where they are, to be shown. */
  readonly label: string;
  /** Whether the label names the one script itself. */
  readonly isFile?: boolean;
  readonly scripts: ReadonlyMap<string, Uint8Array>;
  /** The active one's name; undefined where nothing is said about that. */
  readonly active?: string | null;
}

/** A place that scripts can be read from. */
export interface Place {
  /** The one script that was named; null for all of an account or a folder. */
  readonly script: string | null;
  /** Whose scripts these are; undefined where nobody is named. */
  readonly owner?: string;
  /** Reads the script of that name, or all; of this owner, where there are backups of several. */
  read(wanted: string | null, owner?: string): Promise<Side>;
}

/**
 * Finds what was named: `sieve://user@host[/script]`, a file, a folder, `-` for standard input, or
 * `account[:script]` of the configuration.
 *
 * @throws {Failure} when it is nothing of them
 */
export async function findPlace(
  text: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<Place> {
  if (text === '-') return filePlace('standard input', 'stdin', () => terminal.readInput());
  if (text.includes('://')) return await accountPlace(text, null, options, terminal);
  const kind = await stat(text).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return 'account';
      throw new Failure(`Cannot read ${text}: ${reasonOf(error)}.`, { cause: error });
    },
  );
  if (kind === 'folder') {
    return { script: null, read: (wanted, owner) => readFolder(text, wanted, owner) };
  }
  if (kind === 'file') return filePlace(text, scriptNameOf(text), () => readNamedFile(text));
  const [name = '', ...script] = text.split(':');
  if (/[./]/.test(text) && !(await readAccounts(options.config, terminal.env)).has(name)) {
    throw new Failure(`Cannot read ${text}: there is no such file.`);
  }
  return await accountPlace(name, script.join(':') || null, options, terminal);
}

/** The name that a script's file stands for: without `.sieve`. */
export function scriptNameOf(path: string): string {
  return basename(path).replace(/\.(sieve|siv)$/, '');
}

function filePlace(label: string, script: string, read: () => Promise<Uint8Array>): Place {
  return {
    script,
    read: async () => ({ label, isFile: true, scripts: new Map([[script, await read()]]) }),
  };
}

async function accountPlace(
  name: string,
  named: string | null,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<Place> {
  const account = await openAccount(name, options, terminal);
  const { label } = account;
  return {
    script: account.script ?? named,
    owner: account.owner,
    read: async (wanted) => {
      if (wanted !== null) {
        const bytes = await account.session((client) => client.getScript(wanted), {
          refresh: false,
        });
        return { label, scripts: new Map([[wanted, bytes]]) };
      }
      const { scripts, active } = await account.session((client) => readSnapshot(client), {
        refresh: false,
      });
      return { label, scripts, active };
    },
  };
}

async function readFolder(
  path: string,
  wanted: string | null,
  owner: string | undefined,
): Promise<Side> {
  const names = await readdir(path).catch((error: unknown) => {
    throw new Failure(`Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  });
  if (names.includes('manifest.json')) return await readBackupFolder(path);
  const scripts = new Map<string, Uint8Array>();
  const files = names.filter((file) => !file.startsWith('.') && scriptNameOf(file) !== file);
  for (const file of files.sort()) {
    const name = scriptNameOf(file).normalize('NFC');
    if (wanted !== null && name !== wanted) continue;
    scripts.set(name, await readNamedFile(join(path, file)));
  }
  if (files.length === 0) return await readOneBackup(path, names, owner);
  if (scripts.size > 0 || wanted === null) return { label: path, scripts };
  throw new Failure(`${path} has no file ${wanted}.sieve.`);
}

/** `backup` makes a folder of folders, one an account. */
async function readOneBackup(
  path: string,
  names: readonly string[],
  owner: string | undefined,
): Promise<Side> {
  const own = owner === undefined ? null : accountFolder(path, owner);
  if (own !== null && (await isThere(join(own, 'manifest.json')))) {
    return await readBackupFolder(own);
  }
  const folders: string[] = [];
  for (const name of names) {
    if (await isThere(join(path, name, 'manifest.json'))) folders.push(join(path, name));
  }
  const [first, second] = folders;
  if (first === undefined) return { label: path, scripts: new Map() };
  if (second === undefined) return await readBackupFolder(first);
  throw new Failure(`${path} holds backups of several accounts: name one of them, as ${first}.`);
}

async function readBackupFolder(path: string): Promise<Side> {
  try {
    const { scripts, active } = await readBackup(path);
    return { label: path, scripts, active };
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    throw new Failure(error.message, { cause: error });
  }
}
