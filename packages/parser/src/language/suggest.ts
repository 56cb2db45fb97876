/**
 * The candidate nearest to a misspelt name, or null where none is near: at most one edit in
 * three characters, or in four where the first letter differs, and never more than `most`. A swap
 * of neighbours is one edit. Case is ignored.
 */
export function suggest(
  name: string,
  candidates: Iterable<string>,
  most: number = Number.POSITIVE_INFINITY,
): string | null {
  const lower = name.toLowerCase();
  if (lower.length > 64) return null;
  let best: string | null = null;
  let least = Math.min(most, Math.max(1, Math.floor(lower.length / 3))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - lower.length) >= least) continue;
    const other = candidate.toLowerCase();
    // Where only one edit would be near enough, most are told apart without the table.
    if (least <= 2 && !mayBeOneEdit(lower, other)) continue;
    const distance = editDistance(lower, other);
    const rarely = candidate[0]?.toLowerCase() !== lower[0];
    if (distance < least && !(rarely && distance > Math.max(1, lower.length / 4))) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Whether all but a middle of at most two characters is the same. */
function mayBeOneEdit(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  let head = 0;
  while (head < length && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let tail = 0;
  while (
    head + tail < length &&
    a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)
  ) {
    tail++;
  }
  return Math.max(a.length, b.length) - head - tail <= 2;
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + cost,
      );
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) value = Math.min(value, at(before, column - 2) + 1);
      current.push(value);
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.MAX_SAFE_INTEGER;
}
