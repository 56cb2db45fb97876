import * as v from 'valibot';
import { BridgeError } from '../error.ts';
import type { Learning } from '../learning.ts';

/** The first line of a spool file: JSON, then a line feed, then the message as it came. */
export interface SpoolHead extends Learning {
  readonly received: string;
}

const headSchema = v.object({
  v: v.literal(1),
  user: v.pipe(v.string(), v.nonEmpty()),
  verdict: v.picklist(['spam', 'ham']),
  cause: v.picklist(['copy', 'append', 'flag', 'undo', 'relearn']),
  from: v.string(),
  to: v.string(),
  received: v.pipe(v.string(), v.isoTimestamp()),
});

const NEWLINE = 0x0a;

/** The line that begins a spool file, with its line feed. */
export function writeHead(head: SpoolHead): Buffer {
  const { user, verdict, cause, from, to, received } = head;
  return Buffer.from(`${JSON.stringify({ v: 1, user, verdict, cause, from, to, received })}\n`);
}

/**
 * Reads the head back from the first bytes of a file.
 *
 * @throws BridgeError `spool` when the line is not ours
 */
export function readHead(start: Buffer): { head: SpoolHead; headBytes: number } {
  const end = start.indexOf(NEWLINE);
  if (end < 0) throw new BridgeError('spool', 'the first line has no end');
  const parsed = v.safeParse(headSchema, parseJson(start.toString('utf8', 0, end)));
  if (!parsed.success) {
    throw new BridgeError('spool', 'the first line does not describe a message to learn');
  }
  const { v: _version, ...head } = parsed.output;
  return { head, headBytes: end + 1 };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
