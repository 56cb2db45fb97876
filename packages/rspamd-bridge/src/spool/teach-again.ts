import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError, messageOf, systemCode } from '../error.ts';
import type { Learning, Verdict } from '../learning.ts';
import { createNamer, readFileName } from './file-name.ts';
import { writeHead } from './head.ts';
import { listSpool, openSpooled, type SpooledMessage } from './inspect.ts';

/** Which of what was learned. What is left out does not matter. */
export interface LearnedFilter {
  readonly user?: string | undefined;
  /** As what it was learned. */
  readonly verdict?: Verdict | undefined;
  /** Moved at or after this moment, and before that one; milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** What was learned and is kept: the last move of a message by a user. */
export interface Learned extends SpooledMessage {
  /** Earlier moves of the same message by the same user, which no longer matter. */
  readonly earlier: readonly string[];
}

/**
 * What was learned and is kept, the oldest first. What a message was learned as in the end is what
 * counts: an earlier move of it is not found.
 *
 * @throws BridgeError `spool`
 */
export async function listLearned(spool: string, filter: LearnedFilter): Promise<Learned[]> {
  const lanes = new Map<string, Learned>();
  for (const message of await listSpool(spool, 'learned')) {
    const lane = `${readFileName(message.id)?.digest} ${message.user}`;
    const before = lanes.get(lane);
    lanes.delete(lane); // the last comes last
    const earlier = before ? [...before.earlier, before.id] : [];
    lanes.set(lane, { ...message, earlier });
  }
  return [...lanes.values()].filter((message) => matches(message, filter));
}

function matches(
  { user, verdict, received }: SpooledMessage,
  { user: by, verdict: as, since = -Infinity, until = Infinity }: LearnedFilter,
): boolean {
  const time = received === null ? Number.NaN : Date.parse(received);
  return (
    (by === undefined || by === user) &&
    (as === undefined || as === verdict) &&
    time >= since &&
    time < until
  );
}

const nameFor = createNamer(0);

/**
 * Has a message learned once more: with `undo` as the opposite, with `relearn` as the same. A
 * running daemon finds it within seconds, another at its start.
 *
 * @throws BridgeError `spool`; nothing has changed then
 */
export async function teachAgain(
  spool: string,
  message: Learned,
  why: 'undo' | 'relearn',
): Promise<void> {
  const { user, verdict, from, to, id, earlier } = message;
  const digest = readFileName(id)?.digest;
  if (user === null || verdict === null || from === null || to === null || digest === undefined)
    throw new BridgeError('spool', `${id} cannot be read as a message`);
  const learning: Learning =
    why === 'relearn'
      ? { user, verdict, cause: why, from, to }
      : { user, verdict: verdict === 'spam' ? 'ham' : 'spam', cause: why, from: to, to: from };
  const half = join(spool, 'tmp', `${process.pid}.${randomBytes(8).toString('hex')}`);
  try {
    await write(half, learning, spool, message);
    await rename(half, join(spool, 'new', nameFor(digest)));
    await syncFolder(join(spool, 'new'));
    for (const name of [...earlier, id]) {
      await unlink(join(spool, 'learned', name)).catch(ignoreMissing);
    }
  } catch (cause) {
    await unlink(half).catch(ignoreMissing);
    throw new BridgeError('spool', `cannot put ${id} into the spool: ${messageOf(cause)}`, {
      cause,
    });
  }
}

async function write(
  path: string,
  learning: Learning,
  spool: string,
  message: Learned,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await giveTo(file, join(spool, 'learned', message.id));
    await file.writeFile(writeHead({ ...learning, received: new Date().toISOString() }));
    for await (const chunk of await openSpooled(spool, message)) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Written by root, the daemon could not read it. */
async function giveTo(file: FileHandle, like: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const model = await open(like, 'r');
  try {
    const { uid, gid } = await model.stat();
    await file.chown(uid, gid);
  } finally {
    await model.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function ignoreMissing(error: unknown): void {
  if (systemCode(error) !== 'ENOENT') throw error;
}
