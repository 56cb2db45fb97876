import type { TokenKind, Tokens } from './ast.ts';

/** Token kinds by code: what the lexer stores is the place in this list. */
export const tokenKinds: readonly TokenKind[] = [
  'whitespace',
  'hash-comment',
  'bracket-comment',
  'identifier',
  'tag',
  'number',
  'quoted-string',
  'multi-line-string',
  'semicolon',
  'comma',
  'left-bracket',
  'right-bracket',
  'left-parenthesis',
  'right-parenthesis',
  'left-brace',
  'right-brace',
  'unknown',
];

/** Code of each kind; see {@link tokenKinds}. */
export const code = {
  whitespace: 0,
  hashComment: 1,
  bracketComment: 2,
  identifier: 3,
  tag: 4,
  number: 5,
  quotedString: 6,
  multiLineString: 7,
  semicolon: 8,
  comma: 9,
  leftBracket: 10,
  rightBracket: 11,
  leftParenthesis: 12,
  rightParenthesis: 13,
  leftBrace: 14,
  rightBrace: 15,
  unknown: 16,
} as const;

/** The significant kinds as the grammar reads them, one character code each. */
export const letter = {
  identifier: 105, // i
  tag: 116, // t
  number: 110, // n
  string: 115, // s
  multiLine: 109, // m
  semicolon: 59,
  comma: 44,
  leftBracket: 91,
  rightBracket: 93,
  leftParenthesis: 40,
  rightParenthesis: 41,
  leftBrace: 123,
  rightBrace: 125,
} as const;

/** A growing table of tokens: all of them, or the significant ones with their ends. */
export class TokenTable implements Tokens {
  length = 0;
  codes: Uint8Array;
  starts: Uint32Array;
  private readonly textLength: number;

  constructor(textLength: number) {
    this.textLength = textLength;
    const capacity = (textLength >> 2) + 16;
    this.codes = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
  }

  push(kind: number, start: number): void {
    if (this.length === this.codes.length) {
      this.codes = grow(this.codes, new Uint8Array(this.length * 2));
      this.starts = grow(this.starts, new Uint32Array(this.length * 2));
    }
    this.codes[this.length] = kind;
    this.starts[this.length++] = start;
  }

  kind(index: number): TokenKind {
    const kind = index < this.length ? tokenKinds[this.codes[index] ?? -1] : undefined;
    if (kind === undefined) throw new RangeError(`no token ${index} among ${this.length}`);
    return kind;
  }

  start(index: number): number {
    if (index === this.length) return this.textLength;
    const start = index < this.length ? this.starts[index] : undefined;
    if (start === undefined) throw new RangeError(`no token ${index} among ${this.length}`);
    return start;
  }
}

/** The significant tokens: what the grammar reads, without white space and comments. */
export class SignificantTable {
  length = 0;
  letters: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;

  constructor(textLength: number) {
    const capacity = (textLength >> 2) + 16;
    this.letters = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  push(kindLetter: number, start: number, end: number): void {
    const at = this.length;
    if (at === this.letters.length) {
      this.letters = grow(this.letters, new Uint8Array(at * 2));
      this.starts = grow(this.starts, new Uint32Array(at * 2));
      this.ends = grow(this.ends, new Uint32Array(at * 2));
    }
    this.letters[at] = kindLetter;
    this.starts[at] = start;
    this.ends[at] = end;
    this.length = at + 1;
  }
}

function grow<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
