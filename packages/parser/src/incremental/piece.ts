import type { Diagnostic } from '../diagnostic.ts';
import type { Command, Script, Tokens } from '../syntax/ast.ts';
import { charClass, classOf } from '../syntax/character.ts';

/**
 * A part of a script that is read alike whatever stands before and after it: one command without a
 * fault, from the end of the command before it to its own `;` or `}`. All between the first fault
 * and the last is one piece, which is read again with every change.
 * White space and comments at the end of the script are a piece without a command.
 */
export interface Piece {
  from: number;
  to: number;
  readonly commands: readonly Command[];
  readonly faulty: boolean;
  /** How many blocks at its end hold all pieces behind it, because nothing closes them. */
  readonly opened: number;
  /** It is read alike too where quotes that seem to lack are added. */
  readonly quotesSure: boolean;
  /** It is read alike too where blocks end by indentation; absent until somebody asks. */
  indented?: boolean;
  /** How deep its blocks nest; absent until somebody asks. */
  depth?: number;
}

/** Cuts a script into pieces, in order and without gaps; at most one of them is faulty. */
export function cut(script: Script, diagnostics: readonly Diagnostic[]): Piece[] {
  const pieces = cutAtCommands(script, diagnostics);
  const first = pieces.findIndex(({ faulty }) => faulty);
  if (first < 0) return pieces;
  const behind = pieces.findLastIndex(({ faulty }) => faulty) + 1;
  const joined = pieces.slice(first, behind);
  const fault: Piece = {
    from: joined[0]?.from ?? 0,
    to: joined.at(-1)?.to ?? 0,
    commands: joined.flatMap(({ commands }) => commands),
    faulty: true,
    opened: 0,
    quotesSure: false,
  };
  return [...pieces.slice(0, first), fault, ...pieces.slice(behind)];
}

function cutAtCommands(script: Script, diagnostics: readonly Diagnostic[]): Piece[] {
  const { commands, text, tokens } = script;
  const reader = { tokens, text, next: 0 };
  const pieces: Piece[] = [];
  let from = 0;
  for (const command of commands) {
    const { to } = command;
    const { whole, quotesSure } = readPiece(reader, command.from, to);
    const faulty = !whole || isFaulty(diagnostics, from, to);
    pieces.push({ from, to, commands: [command], faulty, opened: 0, quotesSure });
    from = to;
  }
  const to = text.length;
  const { whole } = readPiece(reader, to, to);
  const faulty = !whole || isFaulty(diagnostics, from, to);
  pieces.push({ from, to, commands: [], faulty, opened: 0, quotesSure: true });
  return pieces;
}

/** Whether a fault touches the range; where they are too many to be listed, one may be anywhere. */
function isFaulty(diagnostics: readonly Diagnostic[], from: number, to: number): boolean {
  if (diagnostics.length === 0) return false;
  if (diagnostics.at(-1)?.code === 'too-many-diagnostics') return true;
  return diagnostics.some((fault) => fault.from <= to && fault.to >= from);
}

interface Reader {
  readonly tokens: Tokens;
  readonly text: string;
  /** Index of the next token. */
  next: number;
}

/**
 * Reads the tokens up to `to`. `whole`: they are white space and comments, then from `start` on a
 * command that ends as it should.
 */
function readPiece(
  reader: Reader,
  start: number,
  to: number,
): { whole: boolean; quotesSure: boolean } {
  const { tokens, text } = reader;
  let whole = true;
  let quotesSure = true;
  for (; reader.next < tokens.length && tokens.start(reader.next) < to; reader.next++) {
    const at = tokens.start(reader.next);
    const end = tokens.start(reader.next + 1);
    const kind = tokens.kind(reader.next);
    const trivia = kind === 'whitespace' || kind === 'hash-comment' || kind === 'bracket-comment';
    if (at < start && !trivia) whole = false;
    if (end === to && start < to && kind !== 'semicolon' && kind !== 'right-brace') whole = false;
    if (end > to) whole = false;
    if (kind === 'quoted-string' && isStrange(text.charCodeAt(end))) quotesSure = false;
    if (kind === 'identifier' && text[end] === '"') quotesSure = false;
  }
  return { whole, quotesSure };
}

/** Whether a unit right after a string makes it look as if a quote were missing. */
function isStrange(unit: number): boolean {
  const kind = classOf(unit);
  const sure =
    Number.isNaN(unit) ||
    kind === charClass.space ||
    kind === charClass.punctuation ||
    kind === charClass.quote;
  return !sure;
}
