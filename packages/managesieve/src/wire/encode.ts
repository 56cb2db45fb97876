import type { KnownResponseCode, Status } from '../protocol/response.ts';

/** Who writes: a client's literals have a plus sign, a server's have none (RFC 5804, 4). */
export type Side = 'client' | 'server';

/** Octets between the quotation marks of a quoted string (RFC 5804, 4). */
const longestQuoted = 1024;

/**
 * Writes a string: quoted where that is safe, otherwise as a literal.
 *
 * A client quotes nothing but printable ASCII: servers that cannot decode a quoted name refuse
 * it, and then read the script behind it as commands. A server quotes UTF-8 too: clients of every
 * age expect names between quotation marks.
 */
export function encodeString(value: string | Uint8Array, side: Side): Buffer {
  const bytes = Buffer.from(value);
  return isQuotable(bytes, side) ? encodeQuoted(bytes) : encodeLiteral(bytes, side);
}

/** Writes a literal: any octets, unchanged. */
export function encodeLiteral(bytes: Uint8Array, side: Side): Buffer {
  const plus = side === 'client' ? '+' : '';
  return Buffer.concat([Buffer.from(`{${bytes.length}${plus}}\r\n`), bytes]);
}

/** Writes a line: words with spaces between them. */
export function encodeLine(...words: readonly (string | Uint8Array)[]): Buffer {
  const pieces = words.flatMap((word, index) => [index === 0 ? '' : ' ', word]);
  return Buffer.concat([...pieces, '\r\n'].map((piece) => Buffer.from(piece)));
}

/** A response for a server to send. */
export interface OutgoingResponse {
  readonly status: Status;
  readonly code?: KnownResponseCode;
  /** The response code's string, as of TAG and SASL. */
  readonly argument?: string | Uint8Array;
  readonly text: string;
}

/** Writes a response with its code and text. */
export function encodeResponse({ status, code, argument, text }: OutgoingResponse): Buffer {
  const words: (string | Uint8Array)[] = [status];
  if (code !== undefined) {
    const tail = argument === undefined ? [] : [Buffer.from(' '), encodeString(argument, 'server')];
    words.push(Buffer.concat([Buffer.from(`(${code}`), ...tail, Buffer.from(')')]));
  }
  return encodeLine(...words, encodeString(text, 'server'));
}

function isQuotable(bytes: Buffer, side: Side): boolean {
  const highest = side === 'client' ? 0x7e : 0xff;
  return (
    bytes.length <= longestQuoted &&
    bytes.every((octet) => octet >= 0x20 && octet <= highest && octet !== 0x7f)
  );
}

function encodeQuoted(bytes: Buffer): Buffer {
  const escaped = bytes.toString('latin1').replace(/["\\]/g, '\\$&');
  return Buffer.from(`"${escaped}"`, 'latin1');
}
