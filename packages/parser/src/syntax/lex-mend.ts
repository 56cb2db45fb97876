import { limits } from '../limits.ts';
import { startOfBlank } from '../text/blank.ts';
import { charClass, classOf } from './character.ts';
import type { LexState } from './lex-state.ts';
import { insertion } from './report.ts';
import { code, letter } from './token.ts';

/**
 * Closes a quoted string that swallowed the script up to the next quote, at `close`. `late`: where
 * its line ends, or right before that quote, without the brackets and semicolons there. `early`:
 * at the first of those. False where nothing of the script would come free.
 */
export function closeQuote(state: LexState, from: number, close: number): boolean {
  if (state.mended >= limits.quoteRepairs) return false;
  const { text } = state;
  const line = state.lineEnd(from);
  const limit = Math.min(line, close);
  let end = trimCloser(text, from, limit);
  if (state.mending === 'early') {
    const closer = /\$\{[^\s"{}]*\}|([\]);,](?=[\s\]);,{]|$)|[{}])/g;
    closer.lastIndex = from + 1;
    const before = text.slice(0, limit);
    let found = closer.exec(before);
    while (found !== null && found[1] === undefined) found = closer.exec(before);
    if (found !== null) end = Math.min(end, startOfBlank(text, found.index, from + 1));
  }
  if (line > close && end === close) return false;
  state.mended++;
  reportUnterminated(state, from, end);
  state.token(code.quotedString, letter.string, from, end);
  return true;
}

/** Steps back over `;`, `]`, `{` and the like, which belong to the script and not to the string. */
export function trimCloser(text: string, from: number, end: number): number {
  let at = end;
  while (at > from + 1) {
    const kind = classOf(text.charCodeAt(at - 1));
    const closer = kind === charClass.punctuation || kind === charClass.space;
    if (!closer || text[at - 1] === '[' || text[at - 1] === '(') break;
    if (text[at - 1] === '}' && /\$\{[^\s"{}]*$/.test(text.slice(Math.max(from, at - 80), at - 1)))
      break;
    at--;
  }
  return at;
}

export function reportUnterminated(state: LexState, from: number, end: number): void {
  state.report.error(
    'unterminated-string',
    from,
    end,
    'This string is never closed: a string that starts with " runs to the next ". Add the closing ".',
    insertion('Close the string', end, '"'),
  );
}

/** Takes a word that a quote follows, and nothing more after that, as a string without its start. */
export function openQuote(state: LexState, from: number): boolean {
  if (state.mending === 'none') return false;
  // Bounded, since what this leaves alone may be tried again from its middle on.
  const word =
    /(?:(?:comparator-)?i;)?(?:\$\{[\w.:]{1,64}\}|\\\\|[^\s"(){}[\],;#:\\]){1,256}"(?=[\s;,\])}]|$)/y;
  word.lastIndex = from;
  const found = word.exec(state.text);
  if (found === null) return false;
  const to = from + found[0].length;
  state.report.error(
    'unterminated-string',
    from,
    to,
    'This string never starts: a quote closes it, but none opens it. Add the opening ".',
    insertion('Open the string', from, '"'),
  );
  state.stringLike(from, to);
  return true;
}
