/** A place as people count it: line from 1, column in UTF-16 units from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns, and back, for one text. */
export interface LineIndex {
  readonly lineCount: number;
  /** Place of an offset; one past the end, or before the start, is taken as the nearest in it. */
  position(offset: number): Position;
  /** Offset of a place; a line or column that does not exist gives the nearest that does. */
  offset(position: Position): number;
  /** Range of a line from 1, without its line end. */
  range(line: number): { readonly from: number; readonly to: number };
}

/**
 * Finds all lines of a text, once. A line ends with LF or CR LF; a CR alone ends none, as mail
 * servers count when they name the line of an error.
 */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineCount = starts.length;

  function range(line: number): { from: number; to: number } {
    const from = starts[Math.min(Math.max(line, 1), lineCount) - 1] ?? 0;
    const next = starts[Math.max(line, 1)];
    if (next === undefined) return { from, to: text.length };
    const to = text[next - 2] === '\r' ? next - 2 : next - 1;
    return { from, to: Math.max(from, to) };
  }

  return {
    lineCount,
    range,
    position(offset) {
      const within = Math.min(Math.max(offset, 0), text.length);
      const line = lastAtMost(starts, within);
      return { line: line + 1, column: within - (starts[line] ?? 0) + 1 };
    },
    offset({ line, column }) {
      if (line < 1) return 0;
      if (line > lineCount) return text.length;
      const { from, to } = range(line);
      return Math.min(from + Math.max(column, 1) - 1, to);
    },
  };
}

/** Index of the last number that is not above `value`, in an ascending list that starts below. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line and column of an offset; for more than one of a text, keep a {@link LineIndex}. */
export function positionAt(text: string, offset: number): Position {
  return createLineIndex(text).position(offset);
}
