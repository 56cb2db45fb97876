import { charClass, classOf } from './character.ts';
import { closeQuote, reportUnterminated, trimCloser } from './lex-mend.ts';
import type { LexState } from './lex-state.ts';
import { insertion, replacement } from './report.ts';
import { code, letter } from './token.ts';

/** A quoted string that starts at `from` (RFC 5228 section 2.4.2). */
export function lexQuoted(state: LexState, from: number): void {
  const { text } = state;
  let at = from + 1;
  let special = false;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) break;
    if (unit === 0x5c) at++;
    else if (unit === 13 ? text.charCodeAt(at + 1) !== 10 : unit === 0) special = true;
    at++;
  }
  if (at >= text.length) {
    unterminated(state, from);
    return;
  }
  if (isStrangeAfterString(text.charCodeAt(at + 1))) {
    state.suspicious = true;
    if (state.mending !== 'none' && closeQuote(state, from, at)) return;
  }
  if (special) reportSpecial(state, from, at + 1);
  state.token(code.quotedString, letter.string, from, at + 1);
}

/** Whether what follows a string right away shows that its quotes are other ones' quotes. */
function isStrangeAfterString(unit: number): boolean {
  const kind = classOf(unit);
  if (Number.isNaN(unit)) return false;
  return kind === charClass.other || kind === charClass.letter || kind === charClass.digit;
}

function unterminated(state: LexState, from: number): void {
  state.suspicious = true;
  if (state.mending !== 'none' && closeQuote(state, from, state.text.length)) return;
  state.openEnd = true;
  reportUnterminated(state, from, trimCloser(state.text, from, state.lineEnd(from)));
  state.token(code.quotedString, letter.string, from, state.text.length);
}

/** A multi-line string whose `text:` starts at `from`; `at` is just after the colon. */
export function lexMultiLine(state: LexState, from: number, at: number): void {
  const { text } = state;
  let head = at;
  while (text[head] === ' ' || text[head] === '\t') head++;
  const line = state.lineEnd(head);
  if (head < line && text[head] !== '#') reportTextNotAlone(state, at, head, line);
  const end = findDot(state, line);
  if (end >= 0) {
    closeMultiLine(state, from, end);
    return;
  }
  reportUnclosedText(state, from, at, head);
}

/** End of the token, after the line with the lone dot; -1 where there is none. */
function findDot(state: LexState, from: number): number {
  const { text } = state;
  if (from >= state.noDotFrom) return -1;
  let dot = text.indexOf('\n.', from);
  for (; dot >= 0; dot = text.indexOf('\n.', dot + 1)) {
    const after = dot + 2;
    if (after === text.length) return after;
    if (text[after] === '\n') return after + 1;
    if (text[after] === '\r' && text[after + 1] === '\n') return after + 2;
  }
  state.noDotFrom = from;
  return -1;
}

function closeMultiLine(state: LexState, from: number, end: number): void {
  const raw = state.text.slice(from, end);
  if (state.hasNul || raw.indexOf('\r') >= 0) reportSpecial(state, from, end);
  state.token(code.multiLineString, letter.multiLine, from, end);
}

/** No lone dot: ends the string at a line that was meant to close it, else at the end. */
function reportUnclosedText(state: LexState, from: number, at: number, head: number): void {
  const { text } = state;
  const why = 'This text: is never closed: it runs to a line that holds a dot and nothing else. ';
  const closer = /\n(?:\.([ \t]*;?)[^\n]*|(?=;))/g;
  closer.lastIndex = Math.max(head - 1, 0);
  for (let match = closer.exec(text); match !== null; match = closer.exec(text)) {
    const dotted = match[1] !== undefined;
    const rest = dotted ? match[0].slice(2).trim() : ';';
    if (rest !== '' && !rest.startsWith(';')) continue;
    const end = match.index + (dotted ? 2 : 1);
    const how = dotted ? 'Put the dot on a line of its own.' : 'Add a line with a dot.';
    const fix = dotted
      ? insertion('Break the line after the dot', end, '\n')
      : insertion('Add the closing dot', end, '.\n');
    state.report.error('unterminated-text', from, at, why + how, fix);
    closeMultiLine(state, from, end);
    return;
  }
  const line = text.endsWith('\n') ? '.\n;\n' : '\n.\n;\n';
  const fix = insertion('Add the closing dot and ;', text.length, line);
  state.openEnd = true;
  state.report.error('unterminated-text', from, at, `${why}Add that line.`, fix);
  state.token(code.multiLineString, letter.multiLine, from, text.length);
}

function reportTextNotAlone(state: LexState, at: number, head: number, line: number): void {
  state.report.error(
    'text-not-alone',
    head,
    line,
    'The text of text: starts on the next line; only a # comment may follow on this one. Move this down.',
    replacement('Move it to the next line', at, head, '\n'),
  );
}

/** Reports NUL and lone CR, which no string may hold, in `from`…`to`. */
export function reportSpecial(state: LexState, from: number, to: number): void {
  const found = /\0|\r(?!\n)/.exec(state.text.slice(from, to));
  if (found === null) return;
  const at = from + found.index;
  if (found[0] === '\0') {
    reportNul(state, at);
    return;
  }
  state.report.error(
    'lone-carriage-return',
    at,
    at + 1,
    'A carriage return stands alone here; lines end in CR LF or LF. Replace it by a line end.',
    replacement('Replace by a line end', at, at + 1, '\n'),
  );
}

export function reportNul(state: LexState, at: number): void {
  state.report.error(
    'nul-character',
    at,
    at + 1,
    'NUL is never allowed in a script; "encoded-character" can write it in a string. Remove it.',
    replacement('Remove it', at, at + 1, ''),
  );
}
