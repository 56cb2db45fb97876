import type { Command, Script, Tokens } from '../syntax/ast.ts';
import { type NameInComment, readName } from './name.ts';

/** A part of a script that stands for one filter: a chain of if, elsif, else, or plain commands. */
export interface Piece {
  readonly commands: readonly [Command, ...Command[]];
  readonly name: string;
  /** Where the name stands in its comment; null where there is no name line. */
  readonly nameRange: { readonly from: number; readonly to: number } | null;
  /** Start, name line included. */
  readonly from: number;
  readonly to: number;
}

/** Cuts a script into pieces, in order; `require` belongs to none. `title` reads name lines. */
export function cutPieces(
  script: Script,
  title: (comment: string) => NameInComment | null = readName,
): Piece[] {
  const pieces: Piece[] = [];
  let group: [Command, ...Command[]] | null = null;
  let named: Named = noName;
  const flush = (): void => {
    const last = group?.at(-1);
    if (group === null || last === undefined) return;
    const from = named.from ?? group[0].from;
    pieces.push({ commands: group, name: named.name, nameRange: named.range, from, to: last.to });
    group = null;
  };
  for (const command of script.commands) {
    const { lower } = command.name;
    if (lower === 'require') {
      flush();
      continue;
    }
    const own = findName(script, command.from, title);
    if (group !== null && own.range === null && belongs(group, lower)) {
      group.push(command);
      continue;
    }
    flush();
    group = [command];
    named = own;
  }
  flush();
  return pieces;
}

/** Whether a command goes on with what stands before it: a chain of if, or a run of actions. */
function belongs(group: readonly Command[], lower: string): boolean {
  const first = group[0]?.name.lower ?? '';
  if (isIf(lower) || lower === 'vacation' || first === 'vacation') return false;
  const chained = isChain(first);
  return lower === 'elsif' || lower === 'else' ? true : !chained;
}

/** `disabled_if` is how Zimbra writes a rule that is switched off. */
function isIf(lower: string): boolean {
  return lower === 'if' || lower === 'disabled_if';
}

function isChain(lower: string): boolean {
  return isIf(lower) || lower === 'elsif' || lower === 'else';
}

interface Named {
  readonly name: string;
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly from: number | null;
}

const noName: Named = { name: '', range: null, from: null };

/** The name line among the comments right before an offset, the last where there are several. */
function findName(
  script: Script,
  offset: number,
  title: (comment: string) => NameInComment | null,
): Named {
  const { tokens, text } = script;
  for (let i = tokenAt(tokens, offset) - 1; i >= 0; i--) {
    const kind = tokens.kind(i);
    if (kind !== 'whitespace' && kind !== 'hash-comment' && kind !== 'bracket-comment') break;
    if (kind !== 'hash-comment') continue;
    const from = tokens.start(i);
    const found = title(text.slice(from, tokens.start(i + 1)));
    if (found === null || !startsLine(text, from)) continue;
    return { name: found.name, range: { from: from + found.from, to: from + found.to }, from };
  }
  return noName;
}

/** Whether nothing but white space (or a byte-order mark) stands before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\ufeff';
}

/** Index of the token that an offset lies in. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.start(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The only comment in a range, `none`, or `many`. */
export function commentIn(
  script: Script,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } | 'none' | 'many' {
  const { tokens } = script;
  let found: { from: number; to: number } | null = null;
  for (let i = tokenAt(tokens, from); i < tokens.length && tokens.start(i) < to; i++) {
    const kind = tokens.kind(i);
    if (kind !== 'hash-comment' && kind !== 'bracket-comment') continue;
    if (found !== null || kind === 'bracket-comment') return 'many';
    found = { from: tokens.start(i), to: tokens.start(i + 1) };
  }
  return found ?? 'none';
}
