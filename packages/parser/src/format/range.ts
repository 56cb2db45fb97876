import type { Range } from '../text/range.ts';
import type { TokenTable } from './token-table.ts';
import type { PlacedEdit } from './write-gap.ts';

/**
 * The edits that lay out a range: those before the tokens and comments in it. A command or a
 * comment that it cuts, blocks aside, belongs to it as a whole.
 */
export function editsWithin(
  edits: readonly PlacedEdit[],
  table: TokenTable,
  range: Range,
): PlacedEdit[] {
  const { from, to } = widen(table, range);
  const end = table.script.to;
  return edits.filter(({ place }) => from <= place && (place < to || (place === end && to >= end)));
}

function widen({ script, count, from, to, unitEnd, depth }: TokenTable, range: Range): Range {
  let first = range.from;
  let last = Math.max(range.to, range.from + 1);
  const take = (start: number, end: number): void => {
    if (start >= Math.max(range.to, range.from + 1) || end <= range.from) return;
    first = Math.min(first, start);
    last = Math.max(last, end);
  };
  for (let i = 0; i < count; i++) {
    const end = unitEnd[i] ?? 0;
    if (depth[i] === 0 && end >= i) take(from[i] ?? 0, to[end] ?? 0);
  }
  const { tokens } = script;
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens.kind(i);
    if (kind === 'hash-comment' || kind === 'bracket-comment') {
      take(tokens.start(i), tokens.start(i + 1));
    }
  }
  return { from: first, to: last };
}
