import type { LexState } from './lex-state.ts';
import { letter } from './token.ts';

/** The significant tokens of a text, and what recovery asks about them. */
export class Source {
  readonly text: string;
  readonly length: number;
  readonly letters: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly openEnd: boolean;

  constructor(lexed: LexState) {
    const { significant } = lexed;
    this.text = lexed.text;
    this.openEnd = lexed.openEnd;
    this.length = significant.length;
    this.letters = significant.letters;
    this.starts = significant.starts;
    this.ends = significant.ends;
  }

  /** A kind as the grammar reads it: the table holds 0 past the last. */
  charCodeAt(index: number): number {
    return this.letters[index] ?? 0;
  }

  /** Letter of a token; 0 past the last. */
  letter(index: number): number {
    return index < this.length ? (this.letters[index] ?? 0) : 0;
  }

  start(index: number): number {
    return index < this.length ? (this.starts[index] ?? 0) : this.text.length;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  word(index: number): string {
    return this.text.slice(this.start(index), this.end(index)).toLowerCase();
  }

  /** Whether a token is a word, which is given in small letters. */
  isWord(index: number, word: string): boolean {
    const from = this.start(index);
    if (this.end(index) - from !== word.length) return false;
    for (let at = 0; at < word.length; at++) {
      if ((this.text.charCodeAt(from + at) | 0x20) !== word.charCodeAt(at)) return false;
    }
    return true;
  }

  isIdentifier(index: number): boolean {
    return this.letter(index) === letter.identifier;
  }

  /** Whether a line ends between a token and the one before it. */
  startsLine(index: number): boolean {
    if (index === 0) return true;
    const lf = this.text.slice(this.end(index - 1), this.start(index)).indexOf('\n');
    return lf >= 0 || this.text[this.end(index - 1) - 1] === '\n';
  }

  /** Indentation of the line of a token; see {@link indentAt}. */
  indent(index: number): number {
    return this.indentAt(this.start(index));
  }

  /** Columns before an offset where nothing but a `}` stands before it on its line; else -1. */
  indentAt(offset: number): number {
    const { text } = this;
    let column = 0;
    for (let at = offset; ; at--) {
      const c = text[at - 1];
      if (at === 0 || c === '\n') return column;
      if (c === ' ') column++;
      else if (c === '\t') column += 4;
      else if (c === '}') column = 0;
      else return -1;
    }
  }
}
