import type { Script, TokenKind } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';

/** A token with its place. */
export interface Token extends Range {
  readonly index: number;
  readonly kind: TokenKind;
}

/** The token of this index, or null past either end. */
export function tokenOf({ tokens }: Script, index: number): Token | null {
  if (index < 0 || index >= tokens.length) return null;
  return {
    index,
    kind: tokens.kind(index),
    from: tokens.start(index),
    to: tokens.start(index + 1),
  };
}

/**
 * The token that an offset lies in, or that a word which ends there: a cursor behind a word means
 * the word. Null in an empty text.
 */
export function tokenAt(script: Script, offset: number): Token | null {
  const { tokens } = script;
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.start(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = tokenOf(script, low);
  if (found === null || found.from !== offset || isWord(found.kind)) return found;
  const before = tokenOf(script, low - 1);
  return before !== null && isWord(before.kind) ? before : found;
}

/** Whether a token carries meaning: neither white space nor a comment. */
export function isSignificant(kind: TokenKind): boolean {
  return kind !== 'whitespace' && !isComment(kind);
}

/** Whether a token is a comment of either form. */
export function isComment(kind: TokenKind): boolean {
  return kind === 'hash-comment' || kind === 'bracket-comment';
}

/** Whether a token is a string of either form. */
export function isString(kind: TokenKind): boolean {
  return kind === 'quoted-string' || kind === 'multi-line-string';
}

/** The next token with meaning after an index. */
export function nextSignificant(script: Script, index: number): Token | null {
  for (let i = index + 1; i < script.tokens.length; i++) {
    if (isSignificant(script.tokens.kind(i))) return tokenOf(script, i);
  }
  return null;
}

function isWord(kind: TokenKind): boolean {
  return kind === 'identifier' || kind === 'tag' || kind === 'number' || kind === 'unknown';
}
