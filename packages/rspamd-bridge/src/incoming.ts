import { constants } from 'node:fs';
import { chmod, chown, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError, isBridgeError, messageOf } from './error.ts';
import type { BridgeLimits } from './limits.ts';
import type { BridgeLogger } from './log.ts';
import type { Intake } from './script-socket/connection.ts';
import { readRequest } from './script-socket/read-request.ts';
import { writeNote } from './spool/dead-letter.ts';

const NAME = /^[\w.-]+\.msg$/;

/**
 * Makes `incoming/`, where the emergency spooler leaves messages while the daemon is away. With a
 * group, its members may write there, and see nothing else of the spool.
 *
 * @throws BridgeError `spool`
 */
export async function prepareIncoming(spool: string, group: number | null): Promise<void> {
  const incoming = join(spool, 'incoming');
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    if (group === null) {
      await chmod(spool, 0o700);
      await chmod(incoming, 0o700);
      return;
    }
    const owner = process.getuid?.() ?? -1;
    await chown(spool, owner, group);
    await chmod(spool, 0o710);
    await chown(incoming, owner, group);
    await chmod(incoming, 0o3770); // files get the group; nobody removes those of others
  } catch (cause) {
    throw new BridgeError('spool', `cannot prepare ${incoming}: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Takes what the emergency spooler has left into the spool, the oldest first. What is no request
 * goes to the dead letters; what the disk refuses now stays for the next time.
 */
export async function takeIncoming(
  spool: string,
  intake: Intake,
  limits: BridgeLimits,
  log: BridgeLogger,
): Promise<void> {
  const incoming = join(spool, 'incoming');
  for (const name of (await readdir(incoming)).sort()) {
    if (!NAME.test(name)) continue;
    const path = join(incoming, name);
    try {
      if (!(await lstat(path)).isFile()) continue; // a link or a pipe is nobody's message
      await takeFile(path, intake, limits);
    } catch (error) {
      if (isBridgeError(error) && error.code === 'spool') throw error;
      const detail = messageOf(error);
      log.error({ id: name, reason: detail }, 'dead letter: unreadable file');
      const dead = join(spool, 'dead');
      await writeNote(dead, name, { reason: 'broken', detail, status: null });
      await rename(path, join(dead, name));
    }
  }
}

/** A daemon killed before the end takes the file again; rspamd then knows the message already. */
async function takeFile(path: string, intake: Intake, limits: BridgeLimits): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new BridgeError('protocol', 'it is not a file');
    const stream = file.createReadStream({ autoClose: false });
    const { writer } = await readRequest(stream.iterator(), intake.begin, limits);
    const entry = await writer.commit().catch(async (error: unknown) => {
      await writer.discard();
      throw error;
    });
    await unlink(path);
    intake.accept(entry);
  } finally {
    await file.close();
  }
}
