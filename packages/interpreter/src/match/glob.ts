import { limits } from '../limits.ts';

/** A pattern and a value that would take too long: hostile ones alone do. */
export class GlobLimitError extends Error {
  override readonly name = 'GlobLimitError';
}

/** A pattern of `:matches` (RFC 5228 section 2.7.1), ready to be held against values. */
export interface Glob {
  /**
   * Where the value fits, what each wildcard stood for, as ranges of the value; else null. `*`
   * takes as little as it can (RFC 5229 section 3.2).
   *
   * @throws {GlobLimitError} beyond `limits.globSteps`
   */
  match(value: string): readonly (readonly [number, number])[] | null;
}

interface Work {
  steps: number;
}

type Piece = readonly string[];
/** Stands for `?` in a piece: any one octet. */
const anyOne = '';

/** Reads a pattern whose literal characters are folded already, as the values will be. */
export function compileGlob(pattern: string): Glob {
  const pieces = readPieces(pattern);
  return { match: (value) => matchPieces(pieces, value) };
}

/** The pieces between stars: characters and `?`. */
function readPieces(pattern: string): readonly Piece[] {
  const pieces: string[][] = [[]];
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === '\\') escaped = true;
    else if (!escaped && character === '*') pieces.push([]);
    else {
      pieces.at(-1)?.push(!escaped && character === '?' ? anyOne : character);
      escaped = false;
    }
  }
  if (escaped) pieces.at(-1)?.push('\\');
  return pieces;
}

function matchPieces(
  pieces: readonly Piece[],
  value: string,
): (readonly [number, number])[] | null {
  const captures: (readonly [number, number])[] = [];
  const work: Work = { steps: 0 };
  const [first = []] = pieces;
  let at = matchAt(first, value, 0, captures);
  if (at === -1) return null;
  if (pieces.length === 1) return at === value.length ? captures : null;
  for (let index = 1; index < pieces.length; index++) {
    const piece = pieces[index] ?? [];
    const found =
      index === pieces.length - 1 ? findAtEnd(piece, value, at) : find(piece, value, at, work);
    if (found === -1) return null;
    captures.push([at, found]);
    at = matchAt(piece, value, found, captures);
  }
  return captures;
}

/** Offset behind the piece where it stands at `from`, else -1; notes what each `?` took. */
function matchAt(
  piece: Piece,
  value: string,
  from: number,
  captures: (readonly [number, number])[] | null,
): number {
  let at = from;
  for (const character of piece) {
    if (at >= value.length) return -1;
    if (character === anyOne) captures?.push([at, at + 1]);
    else if (value[at] !== character) return -1;
    at++;
  }
  return at;
}

/** The first offset from `from` on at which the piece stands. */
function find(piece: Piece, value: string, from: number, work: Work): number {
  for (let at = from; at + piece.length <= value.length; at++) {
    const matched = matchedOctets(piece, value, at);
    if (matched === piece.length) return at;
    work.steps += matched + 1;
    if (work.steps > limits.globSteps) throw new GlobLimitError('The pattern takes too long.');
  }
  return -1;
}

/** How many octets of the piece fit at this offset. */
function matchedOctets(piece: Piece, value: string, from: number): number {
  let count = 0;
  while (count < piece.length) {
    const character = piece[count];
    if (character !== anyOne && value[from + count] !== character) break;
    count++;
  }
  return count;
}

/** The offset at which the piece stands at the end of the value. */
function findAtEnd(piece: Piece, value: string, from: number): number {
  const at = value.length - piece.length;
  return at >= from && matchAt(piece, value, at, null) === value.length ? at : -1;
}
