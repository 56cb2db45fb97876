import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { readNamedFile, reasonOf } from '../file.ts';
import { maxSecretBytes, secretCommandTime } from '../limits.ts';
import type { Terminal } from '../terminal.ts';

/** Where a password or a token may come from; at most one of them is set. */
export interface SecretSource {
  /** A file whose first line it is. */
  readonly file: string | undefined;
  /** A file descriptor that this process was started with, to read to its end. */
  readonly fd: string | undefined;
  /** A line for the shell that prints it. */
  readonly command: string | undefined;
}

/**
 * Reads a secret from the source that is set: its first line.
 *
 * @param what `password` or `token`, for messages
 * @param time how long a command may take, in milliseconds
 * @returns undefined where no source is set
 * @throws {Failure} when it cannot be read or is empty; the secret itself is never in the message
 */
export async function readSecret(
  what: string,
  source: SecretSource,
  time: number = secretCommandTime,
): Promise<string | undefined> {
  const { file, fd, command } = source;
  if (file !== undefined) return firstLine(what, file, await readNamedFile(file));
  if (fd !== undefined) return firstLine(what, `descriptor ${fd}`, await readDescriptor(what, fd));
  if (command === undefined) return undefined;
  return firstLine(what, `the ${what} command`, await runCommand(what, command, time));
}

function firstLine(what: string, origin: string, bytes: Uint8Array): string {
  if (bytes.length > maxSecretBytes) {
    throw new Failure(`The ${what} from ${origin} is over 64 KiB, so it is none.`);
  }
  const [line = ''] = new TextDecoder().decode(bytes).split(/\r?\n/, 1);
  if (line !== '') return line;
  throw new Failure(`The ${what} from ${origin} is empty: its first line must be the ${what}.`);
}

async function readDescriptor(what: string, fd: string): Promise<Uint8Array> {
  if (!/^\d{1,6}$/.test(fd)) {
    throw new Failure(`--${what}-fd ${fd} is no file descriptor: it is a number, such as 3.`);
  }
  try {
    return await collect(createReadStream('', { fd: Number(fd), autoClose: false }));
  } catch (error) {
    // A number that nobody opened may be one that Node itself uses.
    const closed = ['EBADF', 'EINVAL', 'EAGAIN'].includes(
      (error as NodeJS.ErrnoException).code ?? '',
    );
    const reason = closed
      ? `it is not open. Open it as in: sievekit … --${what}-fd ${fd} ${fd}< FILE`
      : `${reasonOf(error)}.`;
    throw new Failure(`Cannot read the ${what} from descriptor ${fd}: ${reason}`, { cause: error });
  }
}

/** A password manager: it may ask on the terminal; what it prints is kept from there. */
async function runCommand(what: string, command: string, time: number): Promise<Uint8Array> {
  const child = spawn(command, {
    shell: true,
    // What is piped in is a script, perhaps, and not the password manager's.
    stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'pipe', 'inherit'],
  });
  let fault: string | null = null;
  const timer = setTimeout(() => {
    fault = `it took longer than ${time / 1000} seconds`;
    child.kill();
    child.stdout.destroy();
  }, time);
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      fault ??= reasonOf(error);
      resolve();
    });
    child.on('exit', (status, signal) => {
      if (signal !== null) fault ??= `it was ended by ${signal}`;
      else if (status !== 0) fault ??= `it ended with status ${status}`;
      resolve();
    });
  });
  const bytes = await collect(child.stdout).catch(() => new Uint8Array());
  await ended;
  clearTimeout(timer);
  if (fault === null) return bytes;
  throw new Failure(`The ${what} command failed: ${fault}. Try it by hand.`);
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxSecretBytes) break;
  }
  return Buffer.concat(chunks);
}

/** The part of an account that .netrc knows. */
export interface NetrcKey {
  readonly username: string;
  readonly host: string;
}

/**
 * The password that .netrc has for an account.
 *
 * @param path the file; by default `~/.netrc`, which need not be there
 * @throws {Failure} when a file that was named cannot be read or lacks the account, and when others
 *   than its owner may read a file that has the password
 */
export async function readNetrcPassword(
  { username, host }: NetrcKey,
  path: string | undefined,
  terminal: Terminal,
): Promise<string | undefined> {
  const file = path ?? join(terminal.env.HOME ?? homedir(), '.netrc');
  const read = await readWithMode(file, path !== undefined);
  if (read === null) return undefined;
  const { findInNetrc, parseNetrc } = await import('./netrc.ts');
  const password = findInNetrc(parseNetrc(read.text), host, username);
  if (password === undefined && path !== undefined) {
    throw new Failure(`${file} has no password of ${username} on ${host}.`);
  }
  if (password !== undefined && (read.mode & 0o077) !== 0 && process.platform !== 'win32') {
    throw new Failure(
      `${file} holds the password of ${username} on ${host}, and others may read it. ` +
        `Take it from them: chmod 600 ${file}`,
    );
  }
  return password;
}

async function readWithMode(
  path: string,
  wanted: boolean,
): Promise<{ text: string; mode: number } | null> {
  try {
    const file = await open(path);
    try {
      const { mode, size } = await file.stat();
      if (size > maxSecretBytes * 16)
        throw new Failure(`${path} is over 1 MiB, so it is no .netrc.`);
      return { text: await file.readFile('utf8'), mode };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (!wanted) return null;
    throw new Failure(`Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
