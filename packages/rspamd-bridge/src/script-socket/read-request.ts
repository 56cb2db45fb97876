import { BridgeError } from '../error.ts';
import type { Learning } from '../learning.ts';
import type { BridgeLimits } from '../limits.ts';
import type { SpoolWriter } from '../spool/spool-writer.ts';
import { createHeaderParser, type ScriptHeader } from './header.ts';
import { readLearning } from './read-learning.ts';

/** A request whose message stands in the spool, not yet committed. */
export interface ScriptRequest {
  readonly header: ScriptHeader;
  readonly writer: SpoolWriter;
}

/**
 * Reads a request of Dovecot's script protocol to its end, and streams its message to the spool.
 *
 * @throws BridgeError when it is not one, or too large, or the disk refuses; nothing is left behind
 */
export async function readRequest(
  chunks: AsyncIterator<Buffer>,
  begin: (learning: Learning) => Promise<SpoolWriter>,
  limits: BridgeLimits,
): Promise<ScriptRequest> {
  const { header, rest } = await readHeader(chunks, limits);
  const writer = await begin(readLearning(header, limits));
  try {
    await readMessage(chunks, rest, writer, limits.messageBytes);
    return { header, writer };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function readHeader(
  chunks: AsyncIterator<Buffer>,
  limits: BridgeLimits,
): Promise<{ header: ScriptHeader; rest: Buffer }> {
  const parser = createHeaderParser(limits);
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) throw new BridgeError('protocol', 'the connection ended before the header did');
    const found = parser.push(value);
    if (found !== null) return found;
  }
}

async function readMessage(
  chunks: AsyncIterator<Buffer>,
  start: Buffer,
  writer: SpoolWriter,
  most: number,
): Promise<void> {
  let bytes = 0;
  async function write(chunk: Buffer): Promise<void> {
    bytes += chunk.length;
    if (bytes > most) throw new BridgeError('limit', `the message is larger than ${most} bytes`);
    if (chunk.length > 0) await writer.write(chunk);
  }
  await write(start);
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return;
    await write(value);
  }
}
