import { open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { BridgeError, messageOf, systemCode } from '../error.ts';
import type { Cause, Verdict } from '../learning.ts';
import { fileNameOf, readFileName } from './file-name.ts';
import { readHead } from './head.ts';

/** A message of the spool, for a person. What cannot be read is null. */
export interface SpooledMessage {
  readonly id: string;
  readonly place: 'waiting' | 'dead' | 'learned';
  readonly user: string | null;
  readonly verdict: Verdict | null;
  readonly cause: Cause | null;
  readonly from: string | null;
  readonly to: string | null;
  /** When it came, ISO 8601 in UTC. */
  readonly received: string | null;
  /** Bytes of the message. */
  readonly size: number;
  /** Whether it was sent at least once. */
  readonly tried: boolean;
  /** Of a dead letter: `rejected`, `broken`, `quota` or `expired`. */
  readonly reason: string | null;
  readonly detail: string | null;
}

const noteSchema = v.object({ reason: v.string(), detail: v.string() });
const HEAD_BYTES = 64 * 1024;

/**
 * The messages in `place`, the oldest first. The daemon may be running: what it removes in this
 * moment is left out.
 *
 * @throws BridgeError `spool` when the folder cannot be read
 */
export async function listSpool(
  spool: string,
  place: SpooledMessage['place'],
): Promise<SpooledMessage[]> {
  const folder = join(spool, folderOf[place]);
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new BridgeError('spool', `cannot read the spool ${spool}: ${messageOf(cause)}`, {
      cause,
    });
  });
  const found: SpooledMessage[] = [];
  for (const name of names.sort()) {
    if (place === 'dead' ? name.endsWith('.json') : readFileName(name) === null) continue;
    const message = await readMessage(folder, name, place).catch(ignoreMissing);
    if (message) found.push(message);
  }
  return found;
}

/** The mail itself; ends what is open when it is destroyed. */
export async function openSpooled(spool: string, message: SpooledMessage): Promise<Readable> {
  const file = await open(pathOf(spool, message), 'r');
  const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const start = message.user === null ? 0 : readHead(buffer.subarray(0, bytesRead)).headBytes;
  return file.createReadStream({ start });
}

/**
 * Puts a dead letter back: a running daemon finds it within seconds, another at its start. Marked
 * as tried, it counts for no quota.
 */
export async function retryDead(spool: string, message: SpooledMessage): Promise<void> {
  const target =
    readFileName(message.id) === null
      ? join('incoming', message.id)
      : join('new', fileNameOf(message.id, true));
  await rename(pathOf(spool, message), join(spool, target));
  await unlink(join(spool, 'dead', `${message.id}.json`)).catch(ignoreMissing);
}

/** Removes a message for good. One that is under way may be learned nevertheless. */
export async function dropSpooled(spool: string, message: SpooledMessage): Promise<void> {
  await unlink(pathOf(spool, message)).catch(ignoreMissing);
  if (message.place === 'dead')
    await unlink(join(spool, 'dead', `${message.id}.json`)).catch(ignoreMissing);
}

const folderOf = { waiting: 'new', dead: 'dead', learned: 'learned' } as const;

function pathOf(spool: string, { id, place, tried }: SpooledMessage): string {
  return join(spool, folderOf[place], fileNameOf(id, place === 'waiting' && tried));
}

async function readMessage(
  folder: string,
  name: string,
  place: SpooledMessage['place'],
): Promise<SpooledMessage> {
  const { id, tried } = readFileName(name) ?? { id: name, tried: false };
  const file = await open(join(folder, name), 'r');
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const { head, headBytes } = tryHead(buffer.subarray(0, bytesRead));
    const note = place === 'dead' ? await readNote(join(folder, `${name}.json`)) : null;
    return {
      id,
      place,
      user: head?.user ?? null,
      verdict: head?.verdict ?? null,
      cause: head?.cause ?? null,
      from: head?.from ?? null,
      to: head?.to ?? null,
      received: head?.received ?? null,
      size: size - headBytes,
      tried: tried || place !== 'waiting',
      reason: note?.reason ?? null,
      detail: note?.detail ?? null,
    };
  } finally {
    await file.close();
  }
}

function tryHead(start: Buffer): ReturnType<typeof readHead> | { head: null; headBytes: 0 } {
  try {
    return readHead(start);
  } catch {
    return { head: null, headBytes: 0 };
  }
}

async function readNote(path: string): Promise<v.InferOutput<typeof noteSchema> | null> {
  try {
    return v.parse(noteSchema, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
