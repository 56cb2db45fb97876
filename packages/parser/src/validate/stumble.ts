import { lex } from '../syntax/lexer.ts';
import { Report } from '../syntax/report.ts';
import { Source } from '../syntax/source.ts';
import { letter } from '../syntax/token.ts';

/** What may come next: the start of a command, a test, an item of a list, and so on. */
type Expecting = 'command' | 'rest' | 'test' | 'item' | 'separator' | 'close';

/**
 * Offset of the first token with which no well-formed script can go on (RFC 5228 section 8.2), or
 * null where there is none. There servers notice a mistake that may lie before it.
 */
export function findStumble(text: string): number | null {
  const lexical = new Report();
  const source = new Source(lex(text, lexical, 'none'));
  const [first] = lexical.items;
  const end = first?.from ?? text.length;
  const reader = new StrictReader();
  let at = 0;
  for (; at < source.length && source.start(at) < end; at++) {
    if (!reader.take(source.letter(at))) return source.start(at);
  }
  // What is never closed runs to the end of the script, and is noticed there.
  if (first !== undefined) return first.code.startsWith('unterminated-') ? text.length : end;
  return reader.mayEnd ? null : text.length;
}

/** Reads token by token and stops at the first that does not fit. */
class StrictReader {
  private expecting: Expecting = 'command';
  private blocks = 0;
  private parentheses = 0;

  get mayEnd(): boolean {
    return this.expecting === 'command' && this.blocks === 0;
  }

  /** False where the token does not fit. */
  take(kind: number): boolean {
    const next = this.step(kind);
    if (next === null) return false;
    this.expecting = next;
    return true;
  }

  private step(kind: number): Expecting | null {
    const isString = kind === letter.string || kind === letter.multiLine;
    switch (this.expecting) {
      case 'command':
        if (kind === letter.rightBrace && this.blocks > 0) {
          this.blocks--;
          return 'command';
        }
        return kind === letter.identifier ? 'rest' : null;
      case 'test':
        return kind === letter.identifier ? 'rest' : null;
      case 'item':
        return isString ? 'separator' : null;
      case 'separator':
        if (kind === letter.comma) return 'item';
        return kind === letter.rightBracket ? 'rest' : null;
      case 'rest':
        if (isString || kind === letter.tag || kind === letter.number) return 'rest';
        if (kind === letter.identifier) return 'rest';
        if (kind === letter.leftBracket) return 'item';
        if (kind !== letter.leftParenthesis) return this.close(kind);
        this.parentheses++;
        return 'test';
      case 'close':
        return this.close(kind);
    }
  }

  /** What ends a test or a command. */
  private close(kind: number): Expecting | null {
    if (this.parentheses > 0) {
      if (kind === letter.comma) return 'test';
      if (kind !== letter.rightParenthesis) return null;
      this.parentheses--;
      return 'close';
    }
    if (kind === letter.leftBrace) this.blocks++;
    return kind === letter.leftBrace || kind === letter.semicolon ? 'command' : null;
  }
}
