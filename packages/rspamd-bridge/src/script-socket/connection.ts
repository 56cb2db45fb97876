import type { Socket } from 'node:net';
import { BridgeError } from '../error.ts';
import type { Learning } from '../learning.ts';
import type { BridgeLimits } from '../limits.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import type { SpoolWriter } from '../spool/spool-writer.ts';
import { answer, isPeerThere } from './peer.ts';
import { readRequest } from './read-request.ts';

/** Where the messages of a connection go. */
export interface Intake {
  /** Begins a message. */
  begin(learning: Learning): Promise<SpoolWriter>;
  /** Takes one that is on the disk: from now on it will be learned. */
  accept(entry: SpoolEntry): void;
}

/**
 * Serves one connection of Dovecot: reads the header, streams the message to the spool, and
 * answers `+` once it is on the disk.
 *
 * @throws BridgeError when nothing was kept; the caller answers `-`
 */
export async function receive(socket: Socket, intake: Intake, limits: BridgeLimits): Promise<void> {
  const stopTimers = startTimers(socket, limits);
  const chunks: AsyncIterableIterator<Buffer> = socket.iterator({ destroyOnReturn: false });
  let writer: SpoolWriter | null = null;
  try {
    const request = await readRequest(chunks, intake.begin, limits);
    writer = request.writer;
    if (!(await isPeerThere(socket))) {
      throw new BridgeError('gone', 'the peer went away in the middle of its message');
    }
    intake.accept(await writer.commit()); // before the answer: the opposite move may follow it at once
    if (request.header.reply) answer(socket, true);
    else socket.end();
  } catch (error) {
    await writer?.discard();
    throw error;
  } finally {
    stopTimers();
    await chunks.return?.(); // or nobody else could read what the peer still sends
  }
}

/** Ends a connection that is silent or takes too long: what waits for its bytes then throws. */
function startTimers(socket: Socket, limits: BridgeLimits): () => void {
  const silent = (): void => {
    socket.destroy(new BridgeError('limit', `nothing came for ${limits.idleMs} ms`));
  };
  socket.setTimeout(limits.idleMs, silent);
  const timer = setTimeout(() => {
    socket.destroy(new BridgeError('limit', `not done after ${limits.connectionMs} ms`));
  }, limits.connectionMs);
  return () => {
    clearTimeout(timer);
    socket.setTimeout(0);
    socket.off('timeout', silent);
  };
}
