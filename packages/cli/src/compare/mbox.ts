import { createReadStream } from 'node:fs';
import { limits } from '@sievekit/interpreter';

const separator = Buffer.from('\nFrom ');
const chunkSize = 1024 * 1024;

/**
 * The messages of an mbox, one after the other: each begins behind a line `From …` that stands at
 * the top or behind an empty line, and in it `>From ` stands for `From ` (RFC 4155, mboxrd). Null
 * stands for one that is larger than the interpreter reads.
 */
export async function* readMbox(path: string): AsyncGenerator<Uint8Array | null> {
  let rest = Buffer.alloc(0);
  let searched = 0;
  let tooLarge = false;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkSize })) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = findSeparator(rest, searched);
      if (end === -1) break;
      yield tooLarge ? null : messageIn(rest.subarray(0, end));
      tooLarge = false;
      rest = rest.subarray(end);
      searched = 0;
    }
    // One that is too large is not kept, but for the end, in which the next may begin.
    tooLarge ||= rest.length > limits.messageSize + chunkSize;
    if (tooLarge) rest = rest.subarray(-separator.length - 2);
    searched = Math.max(0, rest.length - separator.length - 2);
  }
  if (tooLarge) yield null;
  else if (rest.length > 0) yield messageIn(rest);
}

/** Whether a file that begins so is an mbox. */
export function isMbox(start: Uint8Array): boolean {
  return Buffer.from(start).subarray(0, 5).toString('latin1') === 'From ';
}

/** Offset of the next line `From …` behind an empty line; -1 where there is none yet. */
function findSeparator(octets: Buffer, from: number): number {
  let at = octets.indexOf(separator, from);
  while (at !== -1) {
    const before = octets[at - 1] === 0x0d ? at - 2 : at - 1;
    if (octets[before] === 0x0a) return at + 1;
    at = octets.indexOf(separator, at + 1);
  }
  return -1;
}

/** Without the line that separates it, the empty line behind it, and the quotes. */
function messageIn(octets: Buffer): Uint8Array {
  const start = octets.indexOf('\n') + 1;
  if (start === 0) return octets.subarray(octets.length);
  const blank = /\n(\r?\n)$/.exec(octets.subarray(-3).toString('latin1'))?.[1]?.length ?? 0;
  const body = octets.subarray(start, Math.max(start, octets.length - blank));
  if (!body.includes('\n>')) return body;
  return Buffer.from(body.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}
