import type { Script, TokenKind, Tokens } from '../syntax/ast.ts';
import { hasLineEnd, measureGap, naturalSpace, readGap } from './gap.ts';

/** How far a token or a gap reaches: nothing but numbers, so that a large script stays cheap. */
export interface TokenTable {
  readonly script: Script;
  /** How many tokens are neither white space nor comments; index `count` is the end of the text. */
  readonly count: number;
  readonly kinds: readonly TokenKind[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Index in the script's tokens of what follows token `i - 1`: where the gap before `i` starts. */
  readonly gapStart: Uint32Array;
  /** 1 where the gap before a token holds a comment. */
  readonly commented: Uint8Array;
  /** 1 where the gap before a token holds a line end and no comment. */
  readonly broken: Uint8Array;
  /** Where a token would start if all were on one line. */
  readonly flat: Float64Array;
  /** How many of the gaps up to the one before a token cannot be on one line, for their comments. */
  readonly hard: Uint32Array;
  /** How many tokens before a token hold a line end themselves. */
  readonly spans: Uint32Array;
  /** For an opening bracket or parenthesis the index of what closes it. */
  readonly close: Uint32Array;
  /** For the first token of a command or of an item in parentheses, its last one up to `{` `;` `,`. */
  readonly unitEnd: Uint32Array;
  /** How many brackets and parentheses a token lies in. */
  readonly depth: Uint8Array;
}

/** Measures a script that has no syntax errors. */
export function tabulate(script: Script): TokenTable {
  const { tokens } = script;
  const kinds: TokenKind[] = [];
  const size = countSignificant(script) + 1;
  const table = {
    ...{ script, count: size - 1, kinds },
    ...{ from: new Uint32Array(size), to: new Uint32Array(size) },
    ...{ gapStart: new Uint32Array(size), commented: new Uint8Array(size) },
    ...{ broken: new Uint8Array(size), flat: new Float64Array(size) },
    ...{ hard: new Uint32Array(size), spans: new Uint32Array(size) },
    ...{ close: new Uint32Array(size), unitEnd: new Uint32Array(size) },
    depth: new Uint8Array(size),
  };
  let gap = script.text.startsWith('\ufeff') ? 1 : 0;
  for (let i = gap; i < tokens.length; i++) {
    const kind = tokens.kind(i);
    if (isTrivia(kind)) continue;
    const index = kinds.length;
    table.from[index] = tokens.start(i);
    table.to[index] = tokens.start(i + 1);
    table.gapStart[index] = gap;
    table.commented[index] = hasComment(tokens, gap, i) ? 1 : 0;
    kinds.push(kind);
    gap = i + 1;
  }
  table.from[size - 1] = script.to;
  table.to[size - 1] = script.to;
  table.gapStart[size - 1] = gap;
  table.commented[size - 1] = hasComment(tokens, gap, tokens.length) ? 1 : 0;
  measure(table);
  pair(table);
  return table;
}

function isTrivia(kind: TokenKind): boolean {
  return kind === 'whitespace' || kind === 'hash-comment' || kind === 'bracket-comment';
}

function countSignificant({ tokens }: Script): number {
  let count = 0;
  for (let i = 0; i < tokens.length; i++) if (!isTrivia(tokens.kind(i))) count++;
  return count;
}

/** Whether there is more than one white space from one token to another. */
function hasComment(tokens: Tokens, from: number, to: number): boolean {
  return to > from + 1 || (to === from + 1 && tokens.kind(from) !== 'whitespace');
}

/** Fills in what hangs on the gaps and on the length of tokens. */
function measure(table: TokenTable): void {
  const { script, count, kinds, from, to, commented, broken, flat, hard, spans } = table;
  for (let i = 0; i <= count; i++) {
    const previous = kinds[i - 1];
    const before = i === 0 ? 0 : (flat[i - 1] ?? 0) + (to[i - 1] ?? 0) - (from[i - 1] ?? 0);
    hard[i] = hard[i - 1] ?? 0;
    spans[i] = (spans[i - 1] ?? 0) + (i > 0 && holdsLineEnd(table, i - 1) ? 1 : 0);
    if (commented[i] === 1) {
      const measured = measureGap(readGap(table, i), script.text, previous, kinds[i]);
      flat[i] = before + measured.width;
      if (measured.hard) hard[i] = (hard[i] ?? 0) + 1;
    } else {
      flat[i] = before + naturalSpace(previous, kinds[i]).length;
      broken[i] = hasLineEnd(script.text, gapFrom(table, i), from[i] ?? 0) ? 1 : 0;
    }
  }
}

/** Where the gap before a token starts. */
export function gapFrom({ script, gapStart, to }: TokenTable, index: number): number {
  return index === 0 ? script.tokens.start(gapStart[0] ?? 0) : (to[index - 1] ?? 0);
}

/** Whether a token holds a line end. */
export function spansLines({ spans }: TokenTable, index: number): boolean {
  return (spans[index + 1] ?? 0) > (spans[index] ?? 0);
}

function holdsLineEnd({ script, kinds, from, to }: TokenTable, index: number): boolean {
  const kind = kinds[index];
  if (kind === 'multi-line-string') return true;
  if (kind !== 'quoted-string') return false;
  return hasLineEnd(script.text, from[index] ?? 0, to[index] ?? 0);
}

/** Fills in what closes each bracket, and where commands and tests end. */
function pair({ kinds, count, close, unitEnd, depth }: TokenTable): void {
  const open: { index: number; start: number }[] = [];
  let start = 0;
  for (let i = 0; i < count; i++) {
    const kind = kinds[i];
    const top = open.at(-1);
    if (kind === 'right-bracket' || kind === 'right-parenthesis') {
      open.pop();
      if (top !== undefined) {
        close[top.index] = i;
        unitEnd[top.start] = Math.max(i - 1, top.start);
      }
    }
    depth[i] = open.length;
    if (kind === 'left-bracket' || kind === 'left-parenthesis') {
      open.push({ index: i, start: i + 1 });
    } else if (kind === 'comma' && top !== undefined) {
      unitEnd[top.start] = i;
      top.start = i + 1;
    } else if (kind === 'semicolon' || kind === 'left-brace' || kind === 'right-brace') {
      unitEnd[start] = i;
      start = i + 1;
    }
  }
}
