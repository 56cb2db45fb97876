/** The tree of a script (RFC 5228 section 8.2). Offsets are UTF-16 units from 0, `to` exclusive. */
export interface Script {
  readonly type: 'script';
  readonly from: number;
  readonly to: number;
  /** The text that was parsed, unchanged. */
  readonly text: string;
  /** All of the text in order, white space and comments included. */
  readonly tokens: Tokens;
  readonly commands: readonly Command[];
}

/** Every byte of a script, as tokens: token `i` is `text.slice(start(i), start(i + 1))`. */
export interface Tokens {
  readonly length: number;
  kind(index: number): TokenKind;
  /** Offset at which token `index` starts; `start(length)` is the end of the text. */
  start(index: number): number;
}

/** What a token is. `unknown` is a run of characters that the grammar has no place for. */
export type TokenKind =
  | 'whitespace'
  | 'hash-comment'
  | 'bracket-comment'
  | 'identifier'
  | 'tag'
  | 'number'
  | 'quoted-string'
  | 'multi-line-string'
  | 'semicolon'
  | 'comma'
  | 'left-bracket'
  | 'right-bracket'
  | 'left-parenthesis'
  | 'right-parenthesis'
  | 'left-brace'
  | 'right-brace'
  | 'unknown';

/** A command: an action or a control, with its block where it has one. */
export interface Command {
  readonly type: 'command';
  readonly from: number;
  readonly to: number;
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  /** The tests that follow the arguments: one, or those of a test list in parentheses. */
  readonly tests: readonly Test[];
  /** Null where the command ends in a semicolon. */
  readonly block: Block | null;
}

export interface Test {
  readonly type: 'test';
  readonly from: number;
  readonly to: number;
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  readonly tests: readonly Test[];
}

/** `{ … }`; the range includes the braces. */
export interface Block {
  readonly type: 'block';
  readonly from: number;
  readonly to: number;
  readonly commands: readonly Command[];
}

export interface Identifier {
  readonly type: 'identifier';
  readonly from: number;
  readonly to: number;
  /** As written. Identifiers match without regard to case (section 2.4.4): see `lower`. */
  readonly name: string;
  readonly lower: string;
}

export type Argument = Tag | NumberLiteral | StringLiteral | StringList;

export interface Tag {
  readonly type: 'tag';
  readonly from: number;
  readonly to: number;
  /** As written, without the colon. */
  readonly name: string;
  readonly lower: string;
}

export interface NumberLiteral {
  readonly type: 'number';
  readonly from: number;
  readonly to: number;
  /** K, M and G (section 2.4.1) are multiplied in. */
  readonly value: bigint;
}

export interface StringLiteral {
  readonly type: 'string';
  readonly from: number;
  readonly to: number;
  readonly form: 'quoted' | 'multi-line';
  /** With `\` escapes undone, or with dot-stuffing undone in a multi-line string. */
  readonly value: string;
}

/** `["a", "b"]`; the range includes the brackets. */
export interface StringList {
  readonly type: 'list';
  readonly from: number;
  readonly to: number;
  readonly items: readonly StringLiteral[];
}
