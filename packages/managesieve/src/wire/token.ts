/** A piece of a line (RFC 5804, 4): numbers are atoms, literals are strings. */
export type Token =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: Buffer }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

/** Where a line stops making sense. */
export interface Fault {
  /** As in "The command has …". */
  readonly reason: string;
  /** The line from the token on that cannot be read. */
  readonly rest: Buffer;
}

/** What a line has in it, up to its first fault. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly fault: Fault | null;
}

const space = 0x20;
const quote = 0x22;
const open = 0x28;
const close = 0x29;
const backslash = 0x5c;
const brace = 0x7b;
const del = 0x7f;

/** Reads a line's tokens; the line comes without its line end and without a literal's `{n}`. */
export function tokenize(line: Buffer): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const octet = line[at] as number;
    if (octet === space) {
      at++;
    } else if (octet === open || octet === close) {
      tokens.push({ kind: octet === open ? 'open' : 'close' });
      at++;
    } else {
      const piece = octet === quote ? readQuoted(line, at) : readAtom(line, at);
      if (typeof piece === 'string') {
        return { tokens, fault: { reason: piece, rest: line.subarray(at) } };
      }
      tokens.push(piece.token);
      at = piece.end;
    }
  }
  return { tokens, fault: null };
}

/** A token and the offset behind it, or what is wrong with it. */
type Piece = { readonly token: Token; readonly end: number } | string;

function readAtom(line: Buffer, from: number): Piece {
  let end = from;
  for (; end < line.length; end++) {
    const octet = line[end] as number;
    if (octet === space || octet === open || octet === close) break;
    if (octet < space || octet === del) return 'a control character in it';
    if (octet === quote || octet === brace) return 'a string that no space parts from a word';
  }
  return { token: { kind: 'atom', text: line.toString('utf8', from, end) }, end };
}

function readQuoted(line: Buffer, from: number): Piece {
  const bytes: number[] = [];
  for (let at = from + 1; at < line.length; at++) {
    let octet = line[at] as number;
    if (octet === quote) {
      const next = line[at + 1];
      if (next === undefined || next === space || next === close) {
        return { token: { kind: 'string', bytes: Buffer.from(bytes) }, end: at + 1 };
      }
      return 'a quotation mark inside a string that no backslash stands before';
    }
    if (octet === 0 || octet === 0x0d) return 'a NUL or a carriage return inside a quoted string';
    if (octet === backslash) {
      octet = line[++at] ?? 0;
      if (octet !== quote && octet !== backslash) return 'an unknown escape in a quoted string';
    }
    bytes.push(octet);
  }
  return 'a quoted string without an end';
}
