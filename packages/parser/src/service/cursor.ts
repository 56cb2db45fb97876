import { type Entry, findCommand, findTest } from '../language/registry.ts';
import { requiredCapabilities } from '../language/require.ts';
import type { Script, TokenKind } from '../syntax/ast.ts';
import { unescapeQuoted } from '../syntax/string-value.ts';
import { commandWords } from '../syntax/word.ts';
import type { Range } from '../text/range.ts';
import { isSignificant, isString, type Token, tokenAt, tokenOf } from './token.ts';

/** An argument in front of the cursor. */
export interface Given extends Range {
  readonly type: 'tag' | 'number' | 'string' | 'list';
  /** Name of a tag, lower case, without the colon; the value of a string. */
  readonly value: string;
}

/** A command or test around the cursor, as far as it is written. */
export interface Call extends Range {
  readonly sort: 'command' | 'test';
  /** Name, lower case; `from` and `to` are those of the name. */
  readonly name: string;
  readonly entry: Entry | undefined;
  readonly given: Given[];
  /** Tests in front of the cursor. */
  tests: number;
}

/** Where the cursor stands. Read from the tokens alone, so that it is known in broken scripts too. */
export interface Cursor {
  /** What can begin here: for `argument`, a tag, a value or, where the call takes one, a test. */
  readonly place: 'command' | 'test' | 'argument' | 'comment';
  /** The innermost command or test whose arguments the cursor stands among. */
  readonly call: Call | null;
  /** The token that the cursor touches, if it has a meaning. */
  readonly token: Token | null;
  /** The strings before the cursor in the same list; null outside of lists. */
  readonly list: readonly string[] | null;
  /** Whether a line ended between the call's last token and the cursor's. */
  readonly freshLine: boolean;
}

/** Finds out what stands around an offset. */
export function cursorAt(script: Script, offset: number): Cursor {
  const at = tokenAt(script, offset);
  if (at !== null && inComment(script, at, offset)) {
    return { place: 'comment', call: null, token: at, list: null, freshLine: false };
  }
  const touched = at !== null && touches(at, offset) ? at : null;
  const end = touched?.index ?? (at === null ? 0 : at.from < offset ? at.index + 1 : at.index);
  const reader = new Reader(requiredCapabilities(script));
  let last: Token | null = null;
  for (let i = statementStart(script, end); i < end; i++) {
    const token = tokenOf(script, i);
    if (token === null || !isSignificant(token.kind)) continue;
    reader.read(script, token, last);
    last = token;
  }
  const until = touched?.from ?? offset;
  const freshLine = last !== null && script.text.slice(last.to, until).includes('\n');
  return { ...reader.result(), token: touched, freshLine };
}

/** Whether a command or test can take a further test. */
export function takesTest(call: Call): boolean {
  if (call.entry === undefined) return call.given.length === 0 && call.tests === 0;
  const { tests } = call.entry.definition;
  return tests !== undefined && call.tests === 0;
}

interface Frame {
  readonly call: Call;
  /** Inside the parentheses of a test list. */
  paren: boolean;
  /** A test may begin: right after `(` or `,`. */
  expecting: boolean;
}

class Reader {
  readonly #enabled: ReadonlySet<string>;
  #stack: Frame[] = [];
  #list: { from: number; strings: string[] } | null = null;

  constructor(enabled: ReadonlySet<string>) {
    this.#enabled = enabled;
  }

  read(script: Script, token: Token, before: Token | null): void {
    const { kind } = token;
    if (kind === 'identifier') this.#name(script, token, before);
    else if (kind === 'left-parenthesis') this.#open();
    else if (kind === 'right-parenthesis') this.#close();
    else if (kind === 'comma') this.#comma();
    else if (kind === 'left-bracket') this.#list = { from: token.from, strings: [] };
    else if (kind === 'right-bracket') this.#endList(token);
    else if (isString(kind) && this.#list !== null) {
      this.#list.strings.push(stringOf(script, token));
    } else if (isArgument(kind)) this.#give(script, token);
  }

  result(): Pick<Cursor, 'place' | 'call' | 'list'> {
    const top = this.#stack.at(-1);
    const list = this.#list?.strings ?? null;
    if (top === undefined) return { place: 'command', call: null, list };
    if (top.expecting && list === null) return { place: 'test', call: top.call, list };
    return { place: 'argument', call: top.call, list };
  }

  #name(script: Script, token: Token, before: Token | null): void {
    this.#list = null;
    const name = script.text.slice(token.from, token.to).toLowerCase();
    const fresh = before !== null && script.text.slice(before.to, token.from).includes('\n');
    if (this.#allowsTest(name, fresh)) {
      const top = this.#stack.at(-1);
      if (top !== undefined) {
        top.expecting = false;
        top.call.tests++;
      }
      this.#push('test', name, token, findTest(name, this.#enabled));
    } else {
      this.#stack = [];
      this.#push('command', name, token, findCommand(name, this.#enabled));
    }
  }

  #allowsTest(name: string, fresh: boolean): boolean {
    const top = this.#stack.at(-1);
    if (top === undefined || (fresh && commandWords.has(name) && findTest(name) === undefined)) {
      return false;
    }
    if (top.expecting) return true;
    if (top.call.entry === undefined) return takesTest(top.call) && !fresh;
    if (takesTest(top.call)) return true;
    const open = this.#stack.findLastIndex((frame) => frame.paren);
    if (open < 0) return false;
    this.#stack.length = open + 1;
    return true;
  }

  #push(sort: Call['sort'], name: string, { from, to }: Range, entry: Entry | undefined): void {
    const call: Call = { sort, name, from, to, entry, given: [], tests: 0 };
    this.#stack.push({ call, paren: false, expecting: false });
  }

  #open(): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    top.paren = true;
    top.expecting = true;
  }

  #close(): void {
    const open = this.#stack.findLastIndex((frame) => frame.paren);
    const frame = this.#stack[open];
    if (frame === undefined) return;
    this.#stack.length = open + 1;
    frame.paren = false;
    frame.expecting = false;
    frame.call.tests++;
  }

  #comma(): void {
    const open = this.#stack.findLastIndex((frame) => frame.paren);
    const frame = this.#stack[open];
    if (this.#list !== null || frame === undefined) return;
    this.#stack.length = open + 1;
    frame.expecting = true;
  }

  #endList(token: Token): void {
    if (this.#list === null) return;
    const from = this.#list.from;
    this.#list = null;
    this.#stack.at(-1)?.call.given.push({ type: 'list', value: '', from, to: token.to });
  }

  #give(script: Script, token: Token): void {
    const { kind, from, to } = token;
    const type = kind === 'tag' ? 'tag' : kind === 'number' ? 'number' : 'string';
    const value =
      type === 'string' ? stringOf(script, token) : script.text.slice(from, to).toLowerCase();
    const given = { type, value: type === 'tag' ? value.replace(/^:\s*/, '') : value, from, to };
    this.#stack.at(-1)?.call.given.push(given as Given);
  }
}

/** Index of the first token after the last `;`, `{` or `}` before an index. */
function statementStart({ tokens }: Script, end: number): number {
  for (let i = end - 1; i >= 0; i--) {
    const kind = tokens.kind(i);
    if (kind === 'semicolon' || kind === 'left-brace' || kind === 'right-brace') return i + 1;
  }
  return 0;
}

function isArgument(kind: TokenKind): boolean {
  return kind === 'tag' || kind === 'number' || isString(kind);
}

function stringOf({ text }: Script, { kind, from, to }: Token): string {
  if (kind !== 'quoted-string') return '';
  const closed = to - from > 1 && text[to - 1] === '"';
  return unescapeQuoted(text.slice(from + 1, closed ? to - 1 : to));
}

function inComment({ text }: Script, token: Token, offset: number): boolean {
  if (token.kind === 'hash-comment') return token.from < offset;
  if (token.kind !== 'bracket-comment' || token.from >= offset) return false;
  return offset < token.to || !text.slice(token.from, token.to).endsWith('*/');
}

/** Whether a token is the one at the cursor, so that the cursor stands in it rather than after it. */
function touches(token: Token, offset: number): boolean {
  if (!isSignificant(token.kind)) return false;
  if (isString(token.kind)) return token.from < offset;
  const word = token.kind === 'identifier' || token.kind === 'tag' || token.kind === 'number';
  if (word || token.kind === 'unknown') return token.from <= offset && offset <= token.to;
  return false;
}
