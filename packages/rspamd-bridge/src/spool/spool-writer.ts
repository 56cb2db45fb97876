import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError, isBridgeError, messageOf } from '../error.ts';
import type { Learning } from '../learning.ts';
import type { SpoolEntry } from './entry.ts';
import { writeHead } from './head.ts';
import { createMessageIdentity } from './message-identity.ts';
import type { Room } from './room.ts';

/** A message on its way into the spool. Nothing of it counts before `commit` has returned. */
export interface SpoolWriter {
  /** @throws BridgeError `spool` when the disk refuses */
  write(chunk: Buffer): Promise<void>;
  /**
   * Message and name are on the disk once this returns.
   *
   * @throws BridgeError `spool`
   */
  commit(): Promise<SpoolEntry>;
  /** Leaves nothing behind. Never throws. */
  discard(): Promise<void>;
}

/** What a writer needs of its spool. */
export interface SpoolFolders {
  readonly tmp: string;
  readonly new: string;
  /** How much of a message is searched for its Message-ID. */
  readonly headerBytes: number;
  /** Where its bytes are counted. */
  readonly room: Room;
  nameFor(digest: string): string;
  /** It is the spool's from now on, with the room that it has taken. */
  keep(entry: SpoolEntry): void;
  syncNew(): Promise<void>;
}

/** Begins a message in `tmp/`, private to the daemon's user. */
export async function createSpoolWriter(
  folders: SpoolFolders,
  learning: Learning,
): Promise<SpoolWriter> {
  let path = join(folders.tmp, `${process.pid}.${randomBytes(8).toString('hex')}`);
  const head = { ...learning, received: new Date().toISOString() };
  const headLine = writeHead(head);
  const identity = createMessageIdentity(folders.headerBytes);
  const file = await refusing(() => open(path, 'wx', 0o600));
  let isOpen = true;
  let messageBytes = 0;
  let taken = 0;
  let pending: Buffer | null = headLine;

  async function close(): Promise<void> {
    if (isOpen) {
      isOpen = false;
      await file.close();
    }
  }

  async function discard(): Promise<void> {
    await close().catch(() => {});
    await unlink(path).catch(() => {});
    folders.room.give(taken);
    taken = 0;
  }

  async function write(bytes: Buffer): Promise<void> {
    folders.room.take(bytes.length);
    taken += bytes.length;
    await writeAll(file, bytes);
  }

  return {
    discard,
    write: (chunk) =>
      refusing(async () => {
        identity.update(chunk);
        messageBytes += chunk.length;
        const bytes = pending === null ? chunk : Buffer.concat([pending, chunk]);
        pending = null;
        await write(bytes);
      }),
    commit: () =>
      refusing(async () => {
        if (pending !== null) await write(pending);
        await file.sync();
        await close();
        const digest = identity.digest();
        const id = folders.nameFor(digest);
        const place = join(folders.new, id);
        await rename(path, place);
        path = place;
        await folders.syncNew();
        const headBytes = headLine.length;
        const entry = { ...head, id, digest, tried: false, headBytes, messageBytes };
        folders.keep(entry);
        taken = 0;
        return entry;
      }),
  };
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesWritten } = await file.write(bytes, at);
    at += bytesWritten;
  }
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (isBridgeError(cause)) throw cause;
    throw new BridgeError('spool', `the spool cannot take a message: ${messageOf(cause)}`, {
      cause,
    });
  }
}
