import type { Report } from './report.ts';
import { code, letter, SignificantTable, TokenTable } from './token.ts';

/** Where strings end that seem to lack a quote: as written, or by a guess; see `closeQuote`. */
export type Mending = 'none' | 'late' | 'early';

/** What the lexer's parts share while they walk through one text. */
export class LexState {
  readonly text: string;
  readonly report: Report;
  readonly tokens: TokenTable;
  readonly significant: SignificantTable;
  readonly mending: Mending;
  readonly hasNul: boolean;
  at = 0;
  /** A quoted string is followed by a letter, as where an earlier quote is missing. */
  suspicious = false;
  /** The last token is never closed, so that what misses at the end of the text is its fault. */
  openEnd = false;
  /** Quotes mended so far, capped. */
  mended = 0;
  /** From here on no multi-line string is closed, so that none is searched twice. */
  noDotFrom: number = Number.POSITIVE_INFINITY;
  /** By opening quote, how far its closing one was looked for in vain. */
  readonly lonelyUntil: Map<string, number> = new Map();

  constructor(text: string, report: Report, mending: Mending) {
    this.text = text;
    this.report = report;
    this.mending = mending;
    this.tokens = new TokenTable(text.length);
    this.significant = new SignificantTable(text.length);
    this.hasNul = text.indexOf('\0') >= 0;
  }

  /** Ends an insignificant token at `to` and goes on from there. */
  trivia(kind: number, from: number, to: number): void {
    this.tokens.push(kind, from);
    this.at = to;
  }

  /** Ends a significant token at `to` and goes on from there. */
  token(kind: number, kindLetter: number, from: number, to: number): void {
    this.tokens.push(kind, from);
    this.significant.push(kindLetter, from, to);
    this.at = to;
  }

  /** A run that stands where a string should: unknown to the lexer, a string to the grammar. */
  stringLike(from: number, to: number): void {
    this.token(code.unknown, letter.string, from, to);
  }

  /** End of the line that `from` is in, before its line end. */
  lineEnd(from: number): number {
    const lf = this.text.indexOf('\n', from);
    if (lf < 0) return this.text.length;
    return lf > from && this.text.charCodeAt(lf - 1) === 13 ? lf - 1 : lf;
  }
}
