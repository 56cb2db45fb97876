import type { Diagnostic } from '@sievekit/parser';
import { Failure } from '../failure.ts';
import { maxEncodingFindings } from '../limits.ts';

/** The text of a script's bytes, and where they are no text. */
export interface DecodedScript {
  /** One U+FFFD stands for each byte that is no UTF-8. A byte-order mark stays. */
  readonly text: string;
  /** Runs of bytes that are no UTF-8 (RFC 5228 section 2.1), the first ones of many. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decodes a script.
 *
 * @throws {Failure} when it is no text, or text in UTF-16
 */
export function decodeScript(bytes: Uint8Array, path: string): DecodedScript {
  refuseBinary(bytes, path);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const diagnostics: Diagnostic[] = [];
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (let at = 0; at < bytes.length; ) {
    const end = endOfUtf8(bytes, at);
    add(decoder.decode(bytes.subarray(at, end)));
    at = end;
    while (at < bytes.length && lengthAt(bytes, at) === 0) at++;
    if (at === end) continue;
    const from = length;
    add('\uFFFD'.repeat(at - end));
    if (diagnostics.length < maxEncodingFindings) {
      diagnostics.push(describe(bytes.subarray(end, at), from, length));
    }
  }
  if (diagnostics.length > 0) refuseControls(bytes, path);
  return { text: pieces.join(''), diagnostics };
}

function refuseBinary(bytes: Uint8Array, path: string): void {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new Failure(`${path} is in UTF-16, and Sieve scripts are in UTF-8. Save it as UTF-8.`);
  }
  if (bytes.includes(0)) {
    throw new Failure(`${path} is no Sieve script: it holds a NUL byte, as only binary files do.`);
  }
}

/** Text in another encoding has letters that are no UTF-8, and no control characters. */
function refuseControls(bytes: Uint8Array, path: string): void {
  const controls = bytes.reduce((count, byte) => count + (controlBytes.has(byte) ? 1 : 0), 0);
  if (controls * shareOfControls <= bytes.length) return;
  throw new Failure(
    `${path} is no Sieve script: it holds control characters, as only binary files do.`,
  );
}

/** Control characters that no text has; white space, backspace and escape are not among them. */
const controlBytes = new Set([
  ...[1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31],
  127,
]);
/** One control character in so many bytes makes a file binary. */
const shareOfControls = 32;

function describe(bytes: Uint8Array, from: number, to: number): Diagnostic {
  const shown = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0'));
  const more = bytes.length > shown.length ? ' …' : '';
  const message =
    `Not UTF-8, as Sieve scripts must be: the bytes ${shown.join(' ')}${more} are no character. ` +
    'Save the file as UTF-8; it may be in Latin-1 or Windows-1252.';
  return { code: 'not-utf-8', severity: 'error', message, from, to };
}

/** Where the well-formed UTF-8 that starts at `from` ends. */
function endOfUtf8(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const length = lengthAt(bytes, at);
    if (length === 0) return at;
    at += length;
  }
}

/** Bytes of the character at `at` (RFC 3629 section 4); 0 where there is none. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead === undefined) return 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < least || second > most) return 0;
  for (let index = 2; index < length; index++) {
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
