import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '@sievekit/interpreter';
import { Failure } from '../failure.ts';
import { reasonOf } from '../file.ts';
import { isMbox, readMbox } from './mbox.ts';

/** A message as it lies on disk. */
export interface StoredMessage {
  /** Its file; in an mbox with the number behind it, from 1. */
  readonly name: string;
  /** Its octets, or why it cannot be read, as a sentence. */
  readonly content: Uint8Array | Failure;
}

/** A message file, an mbox, or the messages of a folder. */
export interface Source {
  readonly kind: 'file' | 'mbox' | 'folder';
  readonly path: string;
  /** Of a folder: its messages, as paths in it. */
  readonly names: readonly string[];
}

/**
 * What a path holds: a folder is a Maildir, of which `cur` and `new` count, or its files are
 * messages; a file that begins with `From ` is an mbox.
 *
 * @throws {Failure} when it cannot be read, or the folder holds no messages
 */
export function openSource(path: string): Source {
  try {
    const found = statSync(path);
    if (found.isFile()) return { kind: isMbox(startOf(path)) ? 'mbox' : 'file', path, names: [] };
    if (!found.isDirectory())
      throw new Failure(`Cannot read ${path}: it is no file and no folder.`);
    const names = namesIn(path);
    if (names.length === 0) throw new Failure(`${path} holds no messages.`);
    return { kind: 'folder', path, names };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** All messages of the sources, one at a time. */
export async function* readMessages(sources: readonly Source[]): AsyncGenerator<StoredMessage> {
  for (const source of sources) {
    if (source.kind === 'file') yield readStored(source.path);
    else if (source.kind === 'mbox') yield* readStoredMbox(source.path);
    else for (const name of source.names) yield readStored(join(source.path, name));
  }
}

/** How many messages there are, which an mbox has to be read for. */
export async function countMessages(sources: readonly Source[]): Promise<number> {
  let count = 0;
  for (const source of sources) {
    if (source.kind === 'file') count++;
    else if (source.kind === 'folder') count += source.names.length;
    else for await (const _ of readMbox(source.path)) count++;
  }
  return count;
}

/** In order of their names, which in a Maildir begin with the time of arrival. */
function namesIn(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  const folders = ['cur', 'new'].filter((name) =>
    entries.some((entry) => entry.name === name && entry.isDirectory()),
  );
  if (folders.length === 0) return filesOf(entries);
  return folders.flatMap((folder) =>
    filesOf(readdirSync(join(path, folder), { withFileTypes: true })).map((name) =>
      join(folder, name),
    ),
  );
}

function filesOf(
  entries: readonly { readonly name: string; isFile(): boolean; isSymbolicLink(): boolean }[],
): string[] {
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function startOf(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const start = new Uint8Array(5);
    readSync(file, start);
    return start;
  } finally {
    closeSync(file);
  }
}

// Not asynchronously: that takes longer than all the rest of the work on a message.
function readStored(name: string): StoredMessage {
  try {
    if (statSync(name).size > limits.messageSize) return { name, content: tooLarge(name) };
    return { name, content: readFileSync(name) };
  } catch (cause) {
    return { name, content: new Failure(`Cannot read ${name}: ${reasonOf(cause)}.`, { cause }) };
  }
}

async function* readStoredMbox(path: string): AsyncGenerator<StoredMessage> {
  let number = 0;
  for await (const octets of readMbox(path)) {
    const name = `${path}:${++number}`;
    yield { name, content: octets ?? tooLarge(name) };
  }
}

function tooLarge(name: string): Failure {
  return new Failure(`Cannot read ${name}: a message is ${limits.messageSize} octets at most.`);
}
