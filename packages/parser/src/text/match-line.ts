/**
 * For each new line, the index of the old line that it is, or -1: those at both ends that are the
 * same, then those in between that occur once on both sides, in order, and their equal neighbours.
 */
export function matchLines(before: readonly string[], after: readonly string[]): Int32Array {
  const partner = new Int32Array(after.length).fill(-1);
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) partner[start] = start++;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    partner[--newEnd] = --oldEnd;
  }
  const anchors = longestAscending(uniquePairs(before, after, start, oldEnd, newEnd));
  anchors.push([oldEnd, newEnd]);
  let old = start;
  let fresh = start;
  for (const [oldAnchor, newAnchor] of anchors) {
    while (old < oldAnchor && fresh < newAnchor && before[old] === after[fresh]) {
      partner[fresh++] = old++;
    }
    let back = 1;
    while (
      oldAnchor - back >= old &&
      newAnchor - back >= fresh &&
      before[oldAnchor - back] === after[newAnchor - back]
    ) {
      partner[newAnchor - back] = oldAnchor - back;
      back++;
    }
    if (newAnchor < newEnd) partner[newAnchor] = oldAnchor;
    old = oldAnchor + 1;
    fresh = newAnchor + 1;
  }
  return partner;
}

type Pair = [old: number, fresh: number];

/** Lines that occur once among the old and once among the new, by their new place. */
function uniquePairs(
  before: readonly string[],
  after: readonly string[],
  start: number,
  oldEnd: number,
  newEnd: number,
): Pair[] {
  const places = new Map<string, number>();
  for (let i = start; i < oldEnd; i++) {
    const line = before[i] ?? '';
    places.set(line, places.has(line) ? -1 : i);
  }
  const counts = new Map<string, number>();
  for (let i = start; i < newEnd; i++) {
    const line = after[i] ?? '';
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const pairs: Pair[] = [];
  for (let i = start; i < newEnd; i++) {
    const line = after[i] ?? '';
    const place = places.get(line) ?? -1;
    if (place >= 0 && counts.get(line) === 1) pairs.push([place, i]);
  }
  return pairs;
}

/** The longest run of pairs, new places ascending, whose old places ascend as well. */
function longestAscending(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [i, pair] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[0] ?? 0) < pair[0]) low = middle + 1;
      else high = middle;
    }
    previous[i] = tails[low - 1] ?? -1;
    tails[low] = i;
  }
  const run: Pair[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) {
    const pair = pairs[i];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
}
