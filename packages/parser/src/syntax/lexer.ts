import { charClass, classOf, describeCharacter, isForeignLetter, isWord } from './character.ts';
import { openQuote } from './lex-mend.ts';
import { LexState, type Mending } from './lex-state.ts';
import { lexMultiLine, lexQuoted, reportNul } from './lex-string.ts';
import { readNumber } from './number.ts';
import { insertion, type Report, replacement } from './report.ts';
import { code, letter } from './token.ts';

/**
 * Cuts a text into tokens in one pass. Every unit of any text lies in exactly one token.
 * `mending` says how strings are read that seem to lack a quote.
 */
export function lex(text: string, report: Report, mending: Mending): LexState {
  const state = new LexState(text, report, mending);
  if (text.charCodeAt(0) === 0xfeff) state.trivia(code.whitespace, 0, 1);
  while (state.at < text.length) lexToken(state);
  return state;
}

function lexToken(state: LexState): void {
  const { text, at } = state;
  switch (classOf(text.charCodeAt(at))) {
    case charClass.space:
      lexSpace(state, at);
      return;
    case charClass.letter:
      lexIdentifier(state, at);
      return;
    case charClass.quote:
      lexQuoted(state, at);
      return;
    case charClass.colon:
      lexTag(state, at);
      return;
    case charClass.punctuation:
      lexPunctuation(state, at);
      return;
    case charClass.digit:
      lexNumber(state, at);
      return;
    case charClass.hash:
      lexHashComment(state, at);
      return;
    case charClass.slash:
      if (text.charCodeAt(at + 1) === 0x2a) {
        lexBracketComment(state, at);
        return;
      }
      if (text.charCodeAt(at + 1) === 0x2f && startsComment(text, at)) lexWrongComment(state, at);
      else lexUnknown(state, at);
      return;
    default:
      lexUnknown(state, at);
      return;
  }
}

function lexSpace(state: LexState, from: number): void {
  const { text } = state;
  let at = from + 1;
  while (classOf(text.charCodeAt(at)) === charClass.space) at++;
  state.trivia(code.whitespace, from, at);
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (isWord(text.charCodeAt(at))) at++;
  return at;
}

function lexIdentifier(state: LexState, from: number): void {
  const { text } = state;
  if (openQuote(state, from)) return;
  const at = endOfWord(text, from + 1);
  const next = text.charCodeAt(at);
  if (next === 0x3a && at === from + 4 && text.slice(from, at).toLowerCase() === 'text') {
    lexMultiLine(state, from, at + 1);
    return;
  }
  const strange = classOf(next) === charClass.other || classOf(next) === charClass.slash;
  if (strange && at < text.length && isBare(text, at)) {
    lexBare(state, from, at);
    return;
  }
  state.token(code.identifier, letter.identifier, from, at);
}

/** Whether an unquoted string goes on here: `a@b`, `INBOX.Junk`, `Müll`. */
function isBare(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0x2f) return text.charCodeAt(at + 1) !== 0x2a;
  if (unit > 127) return isForeignLetter(text, at);
  return isWord(unit) || (unit > 32 && classOf(unit) === charClass.other && unit !== 0x27);
}

function lexBare(state: LexState, from: number, start: number): void {
  const { text } = state;
  let at = start;
  while (at < text.length && isBare(text, at)) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  const raw = text.slice(from, at);
  state.report.error(
    'unquoted-string',
    from,
    at,
    'A string needs quotes around it: names without quotes hold only letters, digits and _. Add them.',
    replacement('Put it in quotes', from, at, `"${raw.replace(/["\\]/g, '\\$&')}"`),
  );
  state.stringLike(from, at);
}

function lexTag(state: LexState, from: number): void {
  const { text } = state;
  let at = from + 1;
  if (classOf(text.charCodeAt(at)) === charClass.letter) {
    state.token(code.tag, letter.tag, from, endOfWord(text, at));
    return;
  }
  while (text[at] === ' ' || text[at] === '\t') at++;
  if (at === from + 1 || classOf(text.charCodeAt(at)) !== charClass.letter) {
    lexUnknown(state, from);
    return;
  }
  const end = endOfWord(text, at);
  state.report.error(
    'tag-with-space',
    from,
    end,
    'The colon of a tag touches its name. Remove the space between them.',
    replacement('Remove the space', from + 1, at, ''),
  );
  state.token(code.tag, letter.tag, from, end);
}

const punctuationCodes = new Uint8Array(128);
for (const [unit, kind] of [
  [letter.semicolon, code.semicolon],
  [letter.comma, code.comma],
  [letter.leftBracket, code.leftBracket],
  [letter.rightBracket, code.rightBracket],
  [letter.leftParenthesis, code.leftParenthesis],
  [letter.rightParenthesis, code.rightParenthesis],
  [letter.leftBrace, code.leftBrace],
  [letter.rightBrace, code.rightBrace],
] as const) {
  punctuationCodes[unit] = kind;
}

function lexPunctuation(state: LexState, at: number): void {
  const unit = state.text.charCodeAt(at);
  state.token(punctuationCodes[unit] ?? code.unknown, unit, at, at + 1);
}

function lexNumber(state: LexState, from: number): void {
  const { text, report } = state;
  let at = from + 1;
  while (classOf(text.charCodeAt(at)) === charClass.digit) at++;
  const unit = text.charCodeAt(at) | 0x20;
  if (unit === 0x6b || unit === 0x6d || unit === 0x67) at++;
  const end = endOfWord(text, at);
  if (end > at) {
    const why = 'A number is digits and then at most one of K, M, G. Separate or remove the rest.';
    report.error('number-unit', from, end, why, replacement('Remove the rest', at, end, ''));
  } else if (at - from > 9 && readNumber(text.slice(from, at)) === null) {
    const why = 'This number is too large: servers count to 2^64 - 1 at most. Use a smaller one.';
    report.error('number-too-large', from, at, why);
  }
  state.token(code.number, letter.number, from, end);
}

function lexHashComment(state: LexState, from: number): void {
  const end = state.lineEnd(from);
  if (state.hasNul) reportNulIn(state, from, end);
  state.trivia(code.hashComment, from, end);
}

function lexBracketComment(state: LexState, from: number): void {
  const { text } = state;
  const close = text.indexOf('*/', from + 2);
  const end = close < 0 ? text.length : close + 2;
  if (close < 0) {
    state.openEnd = true;
    state.report.error(
      'unterminated-comment',
      from,
      from + 2,
      'This comment is never closed: /* runs to the next */. Add */ where it should end.',
      insertion('Close the comment with its line', state.lineEnd(from), ' */'),
    );
  }
  if (state.hasNul) reportNulIn(state, from, end);
  state.trivia(code.bracketComment, from, end);
}

/** Whether `//` stands where other languages have a comment: on its own, or after a command. */
function startsComment(text: string, at: number): boolean {
  return at === 0 || /[\s;{}]/.test(text.charAt(at - 1));
}

function lexWrongComment(state: LexState, from: number): void {
  const end = state.lineEnd(from);
  const why = 'Comments begin with # here, not with //. Write #.';
  state.report.error('wrong-comment', from, end, why, replacement('Write #', from, from + 2, '#'));
  if (state.hasNul) reportNulIn(state, from, end);
  state.trivia(code.unknown, from, end);
}

function reportNulIn(state: LexState, from: number, to: number): void {
  const nul = state.text.slice(from, to).indexOf('\0');
  if (nul >= 0) reportNul(state, from + nul);
}

/** Quotes that people and word processors write, with what closes each. */
const wrongQuotes = new Map([
  ['“', /”/],
  ['”', /”/],
  ['„', /[“”]/],
  ['«', /»/],
  ['»', /«/],
  ["'", /'/],
  ['‘', /’/],
  ['’', /’/],
  ['`', /[`']/],
]);

function lexUnknown(state: LexState, from: number): void {
  const { text } = state;
  if (openQuote(state, from)) return;
  if (isForeignLetter(text, from)) {
    lexBare(state, from, from);
    return;
  }
  if (lexWrongQuote(state, from)) return;
  let at = from + 1;
  while (at < text.length && classOf(text.charCodeAt(at)) === charClass.other) {
    if (wrongQuotes.has(text.charAt(at)) || isForeignLetter(text, at)) break;
    at++;
  }
  if (text.charCodeAt(from) === 0) reportNul(state, from);
  else {
    const what = describeCharacter(text, from);
    const why = `Outside of strings and comments ${what} has no meaning. Remove it, or put the text in quotes.`;
    state.report.error('unknown-character', from, at, why, replacement('Remove', from, at, ''));
  }
  state.trivia(code.unknown, from, at);
}

/** A string in other quotes than ": one error, and the string is understood. */
function lexWrongQuote(state: LexState, from: number): boolean {
  const { text } = state;
  const closers = wrongQuotes.get(text.charAt(from));
  if (closers === undefined) return false;
  const quote = text.charAt(from);
  if (from < (state.lonelyUntil.get(quote) ?? 0)) return false;
  const line = text.slice(from + 1, from + 1000).split('\n', 1)[0] ?? '';
  const length = line.search(closers);
  if (length < 0) {
    state.lonelyUntil.set(quote, from + 1 + line.length);
    return false;
  }
  const end = from + length + 2;
  const inner = line.slice(0, length);
  state.report.error(
    'wrong-quote',
    from,
    end,
    `Strings stand in "…"; ${describeCharacter(text, from)} starts none. Use " on both sides.`,
    replacement('Use "', from, end, `"${inner.replace(/["\\]/g, '\\$&')}"`),
  );
  state.stringLike(from, end);
  return true;
}
