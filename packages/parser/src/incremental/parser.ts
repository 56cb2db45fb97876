import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import type { Command, Script, Tokens } from '../syntax/ast.ts';
import type { Mending } from '../syntax/lex-state.ts';
import { lex } from '../syntax/lexer.ts';
import { parse } from '../syntax/parse.ts';
import { Report } from '../syntax/report.ts';
import type { Attempt, Stretch } from './attempt.ts';
import { type Change, findChange } from './change.ts';
import { choose } from './choose.ts';
import { graft, prune } from './graft.ts';
import { cut, type Piece } from './piece.ts';
import { shiftDiagnostic, shiftPiece } from './shift.ts';
import { surroundings } from './surroundings.ts';

/** A version of a script. Its tree becomes the next version's: only the newest one may be read. */
export interface Parsed {
  readonly script: Script;
  readonly diagnostics: readonly Diagnostic[];
  /** A place between two commands before which the syntax has no fault. */
  readonly faultless: number;
}

/** Units behind a stretch that are read with it: beyond what the lexer looks ahead in a line. */
const lookAhead = 1200;

/** Reads versions of one script: each as `parse` reads it, and only what changed since the last. */
export class IncrementalParser {
  #text = '';
  #pieces: Piece[] = [];
  #parsed: Parsed | null = null;

  read(text: string): Parsed {
    if (this.#parsed !== null && this.#text === text) return this.#parsed;
    const parsed = this.#readChange(text) ?? this.#readAll(text);
    this.#text = text;
    this.#parsed = parsed;
    return parsed;
  }

  #readAll(text: string): Parsed {
    const { script, diagnostics } = parse(text);
    this.#pieces = text.length > limits.scriptLength ? [] : cut(script, diagnostics);
    return { script, diagnostics, faultless: 0 };
  }

  /** Null where all is to be read anew. */
  #readChange(text: string): Parsed | null {
    const pieces = this.#pieces;
    if (pieces.length === 0 || text.length > limits.scriptLength) return null;
    const change = findChange(this.#text, text);
    const first = this.#firstOf(change, text);
    const next = this.#nextOf(change, first);
    // What is open at the end of a stretch often ends soon behind it.
    for (let more = 0; ; more = 8 * more + 4) {
      const behind = Math.min(next + more, pieces.length);
      const stretch = this.#stretch(text, change, first, behind);
      const last = stretch.end === null ? pieces.length : behind;
      const chosen = choose(stretch, surroundings(this.#text, pieces, first, last));
      if (chosen !== null) return this.#apply(text, change, first, stretch, chosen);
      if (stretch.end === null) return null;
    }
  }

  /** Index of the first piece to read again: it starts with a line end, or the script. */
  #firstOf({ from }: Change, text: string): number {
    const pieces = this.#pieces;
    let first = pieces.findIndex((piece) => piece.faulty || piece.to > from);
    if (first < 0) first = pieces.length - 1;
    while (first > 0 && !startsLine(text, pieces[first]?.from ?? 0)) first--;
    return first;
  }

  /** Index of the first piece that the change does not touch, and no fault before it. */
  #nextOf({ to }: Change, first: number): number {
    const faulty = this.#pieces.findIndex((piece) => piece.faulty);
    const next = this.#pieces.findIndex(({ from }, i) => i > first && i > faulty && from >= to);
    return next < 0 ? this.#pieces.length : next;
  }

  #stretch(text: string, { to, newTo }: Change, first: number, behind: number): Stretch {
    const pieces = this.#pieces;
    const start = pieces[first]?.from ?? 0;
    const by = newTo - to;
    const from = (pieces[behind]?.from ?? 0) + by;
    const enough = (pieces[behind]?.to ?? 0) + by + lookAhead;
    // The last piece holds no command to go by.
    for (let last = behind + 1; last < pieces.length - 1; last++) {
      const end = (pieces[last]?.to ?? 0) + by;
      if (end < enough || !/[^\\]"/.test(text.slice(enough - lookAhead, end))) continue;
      const commands = pieces
        .slice(behind, last + 1)
        .flatMap((piece) => piece.commands)
        .map((command) => ({ from: command.from + by - start, to: command.to + by - start }));
      return { text: copy(text.slice(start, end)), end: { from: from - start, commands } };
    }
    return { text: copy(text.slice(start)), end: null };
  }

  #apply(
    text: string,
    { to, newTo }: Change,
    first: number,
    stretch: Stretch,
    chosen: Attempt,
  ): Parsed | null {
    if (chosen.faults > limits.diagnostics) return null;
    const by = newTo - to;
    const pieces = this.#pieces;
    const start = pieces[first]?.from ?? 0;
    const fresh = freshPieces(stretch, chosen);
    for (const piece of fresh) shiftPiece(piece, start);
    const reached = stretch.end === null ? text.length : (fresh.at(-1)?.to ?? start);
    const kept = stretch.end === null ? [] : pieces.filter(({ from }) => from + by >= reached);
    for (const piece of kept) shiftPiece(piece, by);
    this.#pieces = [...pieces.slice(0, first), ...fresh, ...kept];
    const diagnostics = chosen.diagnostics.map((found) => shiftDiagnostic(found, start));
    return { script: this.#script(text, chosen.mending), diagnostics, faultless: start };
  }

  #script(text: string, mending: Mending): Script {
    let tokens: Tokens | null = null;
    return {
      type: 'script',
      from: 0,
      to: text.length,
      text,
      get tokens() {
        tokens ??= lex(text, new Report(), mending).tokens;
        return tokens;
      },
      commands: join(this.#pieces, text.length),
    };
  }
}

/** The pieces of a stretch up to what is known to follow. */
function freshPieces({ end }: Stretch, { script, diagnostics, opened }: Attempt): Piece[] {
  const pieces = cut(script, diagnostics);
  if (end === null) return pieces;
  const fresh = pieces.filter(({ from }) => from < end.from);
  const last = fresh.at(-1);
  const command = last?.commands.at(-1);
  if (opened === 0 || last === undefined || command === undefined) return fresh;
  const commands = [...last.commands.slice(0, -1), prune(command, opened, end.commands.length)];
  return [...fresh.slice(0, -1), { ...last, to: end.from, commands, opened }];
}

/** The commands of all pieces; those behind blocks that nothing closes stand in these. */
function join(pieces: readonly Piece[], to: number): readonly Command[] {
  const open = pieces.findIndex(({ opened }) => opened > 0);
  const all = (some: readonly Piece[]): Command[] => some.flatMap(({ commands }) => commands);
  if (open < 0) return all(pieces);
  const before = all(pieces.slice(0, open + 1));
  const last = before.pop();
  if (last === undefined) return before;
  const others = all(pieces.slice(open + 1));
  return [...before, graft(last, pieces[open]?.opened ?? 0, others, to)];
}

/** Whether nothing but white space follows a place in its line, and a line end. */
function startsLine(text: string, at: number): boolean {
  restOfLine.lastIndex = at;
  return restOfLine.test(text);
}

const restOfLine = /[ \t]*\r?\n/y;

/** The same text with memory of its own: engines let a part of a text keep the whole alive. */
function copy(text: string): string {
  return ` ${text}`.slice(1);
}
