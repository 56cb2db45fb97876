import { ManageSieveError } from '../../error.ts';
import { scramLimits } from '../../limits.ts';
import { findStoredNameFault } from '../../protocol/script-name.ts';
import {
  deriveScramSecret,
  formatScramSecret,
  parseScramSecret,
  type ScramSecret,
  verifyScramSecret,
} from '../../sasl/scram-secret.ts';
import { KeyedLock } from '../keyed-lock.ts';
import { isMissing, readPlainFile, writeDurably } from '../store/durable.ts';

/** Who may log in to a server. */
export interface Users {
  /** Whether this is the user's password. Takes as long for a user who is not there. */
  verify(username: string, password: string): Promise<boolean>;
}

/** Users kept in a file. */
export interface UserFile extends Users {
  /**
   * Adds a user or changes the password.
   *
   * @throws ManageSieveError `storage` for a name that cannot be kept
   */
  set(username: string, password: string): Promise<void>;
  /** Removes a user; whether there was one. */
  delete(username: string): Promise<boolean>;
  /** All users, in the file's order. */
  list(): Promise<string[]>;
}

/**
 * Users in a text file that only its owner may read: a line each, `name:{SCRAM-SHA-256}…`, the
 * form of a Dovecot passwd-file; no password can be read from it. It is read at each login, so a
 * change takes effect at once. Empty lines and such with `#` in front are skipped.
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
  const lock = new KeyedLock();
  return {
    async verify(username, password) {
      const line = (await readLines(path)).find((text) => isOf(text, username));
      const secret = line === undefined ? null : readSecret(line);
      if (secret !== null) return await verifyScramSecret(secret, password);
      await deriveScramSecret(password, { iterations });
      return false;
    },
    async set(username, password) {
      checkUsername(username);
      const secret = await deriveScramSecret(password, { iterations });
      const line = `${username}:${formatScramSecret(secret)}`;
      await lock.run(path, async () => {
        const lines = await readLines(path);
        const at = lines.findIndex((text) => isOf(text, username));
        await writeLines(path, at === -1 ? [...lines, line] : lines.with(at, line));
      });
    },
    async delete(username) {
      return await lock.run(path, async () => {
        const lines = await readLines(path);
        const kept = lines.filter((text) => !isOf(text, username));
        if (kept.length === lines.length) return false;
        await writeLines(path, kept);
        return true;
      });
    },
    async list() {
      const users = (await readLines(path)).filter((line) => /^[^#:]+:/.test(line));
      return users.map((line) => line.slice(0, line.indexOf(':')));
    },
  };
}

async function readLines(path: string): Promise<string[]> {
  return (await readText(path)).split(/\r?\n/).filter((line) => line !== '');
}

async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  await writeDurably(path, lines.map((line) => `${line}\n`).join(''));
}

function isOf(line: string, username: string): boolean {
  return line.startsWith(`${username}:`) && !line.startsWith('#');
}

async function readText(path: string): Promise<string> {
  try {
    return (await readPlainFile(path)).toString('utf8');
  } catch (cause) {
    if (isMissing(cause)) return '';
    throw new ManageSieveError('storage', `The users cannot be read from ${path}.`, { cause });
  }
}

/** The second field is the secret; a Dovecot passwd-file may have more behind it. */
function readSecret(line: string): ScramSecret | null {
  return parseScramSecret(line.split(':')[1] ?? '');
}

function checkUsername(username: string): void {
  const fault =
    findStoredNameFault(username) ?? (/^#|:/.test(username) ? 'has a colon or a # in it' : null);
  if (fault === null) return;
  throw new ManageSieveError('storage', `The username ${JSON.stringify(username)} ${fault}.`);
}
