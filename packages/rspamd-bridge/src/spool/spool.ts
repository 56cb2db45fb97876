import { chmod, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BridgeError, messageOf, systemCode } from '../error.ts';
import type { Learning } from '../learning.ts';
import type { BridgeLimits } from '../limits.ts';
import { type Cleaned, cleanSpool } from './cleaning.ts';
import { bury, type DeadLetter } from './dead-letter.ts';
import type { SpoolEntry } from './entry.ts';
import { createNamer, fileNameOf } from './file-name.ts';
import { createFolderSync } from './folder-sync.ts';
import { createHeld, type Held, sizeOf } from './held.ts';
import { lockSpool } from './lock.ts';
import { type BrokenFile, clearUnfinished, recover } from './recover.ts';
import { createRoom } from './room.ts';
import { createSpoolWriter, type SpoolWriter } from './spool-writer.ts';

/**
 * Messages on disk that wait to be learned, kept as Maildir keeps its own: written in `tmp/`, made
 * durable, renamed into `new/`, removed once they are learned, moved to `dead/` when they never can be.
 */
export interface Spool {
  /** What was waiting when the spool was opened, in the order in which it came. */
  readonly recovered: readonly SpoolEntry[];
  /** Files of `new/` that could not be read, and now stand in `dead/`. */
  readonly broken: readonly BrokenFile[];
  /** How many half-written messages of an earlier run were removed. */
  readonly unfinished: number;
  /** @throws BridgeError `spool` when the disk refuses, or the spool is as large as it may be */
  begin(learning: Learning): Promise<SpoolWriter>;
  /** Files that somebody else has put into `new/` since, such as a dead letter to be tried again. */
  findNew(): Promise<{
    readonly entries: readonly SpoolEntry[];
    readonly broken: readonly BrokenFile[];
  }>;
  /**
   * The message alone, without our head, to be sent: from now on its file says that it was tried.
   * Null when somebody has taken the file away.
   */
  read(entry: SpoolEntry): Promise<Readable | null>;
  /** It need not stand there any more. A file that is gone already is no error. */
  remove(entry: SpoolEntry): Promise<void>;
  /** It has been learned: moved to `learned/` where such are kept, and removed otherwise. */
  keep(entry: SpoolEntry): Promise<void>;
  /** It never can be learned. */
  bury(entry: SpoolEntry, letter: DeadLetter): Promise<void>;
  /** A dead letter that needs to be one no longer. */
  forgetDead(id: string): Promise<void>;
  /** Removes what is too old, and counts what stands beside what waits. */
  clean(): Promise<Cleaned>;
  /** Writes a file and removes it again. @throws BridgeError `spool` when a message would be refused */
  probe(): Promise<void>;
  /** How many dead letters there are. */
  countDead(): Promise<number>;
  /** Bytes of all that waits or is being written, and of what stands aside. */
  bytes(): number;
  /** Lets another daemon have the spool. */
  close(): Promise<void>;
}

const PROBE: Learning = { user: '-', verdict: 'ham', cause: 'copy', from: '', to: '' };

type Limits = Pick<BridgeLimits, 'spoolHeadBytes' | 'identityBytes' | 'spoolBytes'> &
  Parameters<typeof cleanSpool>[1];

/** The folders of a spool. */
interface Folders {
  readonly tmp: string;
  readonly new: string;
  readonly dead: string;
  readonly learned: string;
}

/**
 * Opens the spool in `folder`, which is created where it is missing, private to the daemon's user.
 *
 * @throws BridgeError `in-use` when another daemon works on it, `spool` when the disk refuses
 */
export async function openSpool(folder: string, limits: Limits): Promise<Spool> {
  const folders = {
    tmp: join(folder, 'tmp'),
    new: join(folder, 'new'),
    dead: join(folder, 'dead'),
    learned: join(folder, 'learned'),
  };
  await createFolders(folder, Object.values(folders));
  const unlock = await lockSpool(folder);
  try {
    return await openLocked(folder, folders, limits, unlock);
  } catch (cause) {
    await unlock();
    throw new BridgeError('spool', `cannot read the spool ${folder}: ${messageOf(cause)}`, {
      cause,
    });
  }
}

async function openLocked(
  folder: string,
  folders: Folders,
  limits: Limits,
  unlock: () => Promise<void>,
): Promise<Spool> {
  const unfinished = await clearUnfinished(folders.tmp);
  const { entries, broken, last } = await recover(folders.new, limits.spoolHeadBytes);
  await buryBroken(folders, broken);
  const newFolder = await open(folders.new, 'r');
  const room = createRoom(limits.spoolBytes);
  const held = createHeld(room);
  const keepFound = (entry: SpoolEntry): void => {
    room.count(sizeOf(entry));
    held.keep(entry);
  };
  entries.forEach(keepFound);
  const nameFor = createNamer(last);
  const writing = {
    ...folders,
    headerBytes: limits.identityBytes,
    room,
    nameFor(digest: string) {
      const id = nameFor(digest);
      held.reserve(id); // or a look for new files would find it before it is ours
      return id;
    },
    keep: held.keep,
    syncNew: createFolderSync(newFolder),
  };
  async function clean(): Promise<Cleaned> {
    const cleaned = await cleanSpool(folder, limits);
    room.setAside(cleaned.aside);
    return cleaned;
  }

  return {
    recovered: entries,
    broken,
    unfinished,
    begin: (learning) => createSpoolWriter(writing, learning),
    async findNew() {
      const found = await recover(folders.new, limits.spoolHeadBytes, held.has);
      await buryBroken(folders, found.broken);
      found.entries.forEach(keepFound);
      return found;
    },
    ...createShelf(folders, held, limits.keepAgeMs > 0),
    clean,
    async probe() {
      const writer = await createSpoolWriter(writing, PROBE);
      await writer.write(Buffer.alloc(1)).finally(writer.discard);
    },
    countDead: async () =>
      (await readdir(folders.dead)).filter((name) => name.endsWith('.json')).length,
    bytes: room.used,
    close: async () => {
      await newFolder.close();
      await unlock();
    },
  };
}

type Shelf = Pick<Spool, 'read' | 'remove' | 'keep' | 'bury' | 'forgetDead'>;

/** What can be done with a message that waits. */
function createShelf(folders: Folders, held: Held, keeps: boolean): Shelf {
  const place = ({ id }: SpoolEntry): string => join(folders.new, held.nameOf(id));

  /** On the disk, so that the opposite move never cancels what rspamd may have learned. */
  async function markTried(entry: SpoolEntry): Promise<void> {
    if (held.isTried(entry.id)) return;
    const after = join(folders.new, fileNameOf(entry.id, true));
    await rename(place(entry), after).catch(ignoreMissing);
    held.markTried(entry.id);
  }

  async function remove(entry: SpoolEntry): Promise<void> {
    await unlink(place(entry)).catch(ignoreMissing);
    held.forget(entry.id);
  }

  return {
    remove,
    async read(entry) {
      await markTried(entry);
      const body = await openMessage(place(entry), entry.headBytes);
      if (body === null) held.forget(entry.id);
      return body;
    },
    async keep(entry) {
      if (!keeps) return remove(entry);
      await rename(place(entry), join(folders.learned, entry.id)).catch(ignoreMissing);
      held.forget(entry.id);
    },
    async bury(entry, letter) {
      await bury(folders, held.nameOf(entry.id), entry.id, letter);
      held.forget(entry.id);
    },
    async forgetDead(id) {
      for (const name of [id, `${id}.json`])
        await unlink(join(folders.dead, name)).catch(ignoreMissing);
    },
  };
}

async function buryBroken(folders: Folders, broken: readonly BrokenFile[]): Promise<void> {
  for (const { file, id, reason } of broken) {
    await bury(folders, file, id, { reason: 'broken', detail: reason, status: null });
  }
}

async function openMessage(path: string, start: number): Promise<Readable | null> {
  const file = await open(path, 'r').catch(ignoreMissing);
  return file?.createReadStream({ start }) ?? null;
}

async function createFolders(folder: string, inner: readonly string[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await makePrivate(folder);
    for (const path of inner) await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new BridgeError('spool', `cannot create the spool ${folder}: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/**
 * That a group may enter on the way to `incoming/` stays: the emergency spooler may be at work in
 * the moment in which a daemon starts.
 */
async function makePrivate(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o7777) !== 0o710) await chmod(folder, 0o700);
}

function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
