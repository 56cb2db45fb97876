import { randomBytes } from 'node:crypto';
import { ManageSieveError } from '../../error.ts';
import { scramLimits } from '../../limits.ts';
import { findStoredNameFault } from '../../protocol/script-name.ts';
import { deriveScramSecret } from '../../sasl/scram-secret.ts';
import { isMissing, readPlainFile, writeDurably } from '../store/durable.ts';
import { withProcessLock } from '../store/process-lock.ts';
import { createUsers, type Directory } from './directory.ts';
import { readAccount, readUsername, writeAccount } from './user-line.ts';
import type { Account, Users } from './users.ts';

/** Users kept in a file. */
export interface UserFile extends Required<Users> {
  /**
   * Adds a user or changes the password.
   *
   * @param options.admin whether the user may work on the scripts of all users of the file; as it
   * is unless told, and not for a new one
   * @throws ManageSieveError `storage` for a name that cannot be kept
   */
  set(username: string, password: string, options?: { readonly admin?: boolean }): Promise<void>;
  /** Removes a user; whether there was one. */
  delete(username: string): Promise<boolean>;
  /** All users, in the file's order. */
  list(): Promise<string[]>;
}

/**
 * Users in a text file that only its owner may read: a line each, `name:{SCRAM-SHA-256}…`, the
 * form of a Dovecot passwd-file; no password can be read from it. The secret for SCRAM-SHA-1 stands
 * in the extra fields. The file is read at each login, so a change takes effect at once. Empty
 * lines and such with `#` in front are skipped. Two processes may change it at once.
 *
 * @param options.iterations of new secrets; default 65,536
 */
export function createUserFile(
  path: string,
  options: { readonly iterations?: number } = {},
): UserFile {
  const { iterations = scramLimits.iterations } = options;
  if (iterations < scramLimits.leastIterations || iterations > scramLimits.mostIterations) {
    throw new RangeError(`${iterations} iterations are too few or too many.`);
  }
  const spareKey = randomBytes(scramLimits.decoyKey);
  const change = async <T>(work: (lines: string[]) => Promise<T>): Promise<T> =>
    await withProcessLock(`${path}.lock`, async () => await work(await readLines(path)));
  return {
    ...createUsers(async () => readDirectory(await readLines(path), spareKey)),
    async set(username, password, { admin } = {}) {
      checkUsername(username);
      const sha256 = await deriveScramSecret(password, { iterations });
      const sha1 = await deriveScramSecret(password, { scheme: 'SCRAM-SHA-1', iterations });
      await change(async (lines) => {
        const at = lines.findIndex((line) => readUsername(line) === username);
        const line = writeAccount(username, { sha256, sha1 }, admin, lines[at]);
        const all = at === -1 ? [...lines, line] : lines.with(at, line);
        const keyed = all.some((text) => decoyForm.test(text));
        await writeLines(path, keyed ? all : [...all, formatDecoyKey(spareKey)]);
      });
    },
    async delete(username) {
      return await change(async (lines) => {
        const kept = lines.filter((line) => readUsername(line) !== username);
        if (kept.length === lines.length) return false;
        await writeLines(path, kept);
        return true;
      });
    },
    async list() {
      return (await readLines(path)).map(readUsername).filter((name) => name !== null);
    },
  };
}

/** What makes decoys is kept in a comment, so that they are the same after a restart. */
const decoyForm = /^# Secret, for logins of unknown users: ([A-Za-z\d+/]{43}=)$/;

function formatDecoyKey(key: Uint8Array): string {
  return `# Secret, for logins of unknown users: ${Buffer.from(key).toString('base64')}`;
}

function readDirectory(lines: readonly string[], spareKey: Uint8Array): Directory {
  const accounts = new Map<string, Account>();
  for (const line of lines) {
    const name = readUsername(line);
    if (name !== null && !accounts.has(name)) accounts.set(name, readAccount(line));
  }
  const kept = lines.map((line) => decoyForm.exec(line)?.[1]).find((key) => key !== undefined);
  return { accounts, decoyKey: kept === undefined ? spareKey : Buffer.from(kept, 'base64') };
}

async function readLines(path: string): Promise<string[]> {
  return (await readText(path)).split(/\r?\n/).filter((line) => line !== '');
}

async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  await writeDurably(path, lines.map((line) => `${line}\n`).join(''));
}

async function readText(path: string): Promise<string> {
  try {
    return (await readPlainFile(path)).toString('utf8');
  } catch (cause) {
    if (isMissing(cause)) return '';
    throw new ManageSieveError('storage', `The users cannot be read from ${path}.`, { cause });
  }
}

function checkUsername(username: string): void {
  const fault =
    findStoredNameFault(username) ?? (/^#|:/.test(username) ? 'has a colon or a # in it' : null);
  if (fault === null) return;
  throw new ManageSieveError('storage', `The username ${JSON.stringify(username)} ${fault}.`);
}
