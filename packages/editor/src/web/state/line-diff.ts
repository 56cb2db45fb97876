import { DIFF_CELLS } from '../limits.ts';

/** A line of a comparison: in both texts, only in the old one, or only in the new one. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Compares two texts line by line, by their longest common subsequence. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  const room = Math.min(a.length, b.length) - start;
  while (end < room && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [
    ...as('same', a.slice(0, start)),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...as('same', a.slice(a.length - end)),
  ];
}

/** Only the changes, with `context` lines around them; null stands for what was left out. */
export function foldSame(lines: readonly DiffLine[], context = 2): (DiffLine | null)[] {
  const near = new Uint8Array(lines.length);
  lines.forEach((line, index) => {
    if (line.kind !== 'same') near.fill(1, Math.max(0, index - context), index + context + 1);
  });
  const folded: (DiffLine | null)[] = [];
  lines.forEach((line, index) => {
    if (near[index]) folded.push(line);
    else if (folded.at(-1) !== null) folded.push(null);
  });
  return folded;
}

/** How much a comparison changes: lines that stand for others, new ones, and ones that go. */
export interface LineChanges {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
}

/** Counts changes; as many new lines as go at one place are changed lines. */
export function countChanges(lines: readonly DiffLine[]): LineChanges {
  const total = { changed: 0, added: 0, removed: 0 };
  const run = { added: 0, removed: 0 };
  const close = (): void => {
    const changed = Math.min(run.added, run.removed);
    total.changed += changed;
    total.added += run.added - changed;
    total.removed += run.removed - changed;
    run.added = 0;
    run.removed = 0;
  };
  for (const { kind } of lines) {
    if (kind === 'same') close();
    else run[kind]++;
  }
  close();
  return total;
}

function diffMiddle(a: readonly string[], b: readonly string[]): DiffLine[] {
  if (a.length * b.length > DIFF_CELLS) return [...as('removed', a), ...as('added', b)];
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as string, b[j] as string];
    if (left === right) {
      lines.push({ kind: 'same', text: left });
      i++;
      j++;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      lines.push({ kind: 'removed', text: left });
      i++;
    } else {
      lines.push({ kind: 'added', text: right });
      j++;
    }
  }
  return [...lines, ...as('removed', a.slice(i)), ...as('added', b.slice(j))];
}

/** Cell (i, j): length of the longest common subsequence of a from i and b from j. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const cells = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const cell = i * width + j;
      cells[cell] =
        a[i] === b[j]
          ? (cells[cell + width + 1] ?? 0) + 1
          : Math.max(cells[cell + width] ?? 0, cells[cell + 1] ?? 0);
    }
  }
  return cells;
}

function as(kind: DiffLine['kind'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}
