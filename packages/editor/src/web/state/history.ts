import type { TextEdit } from '@sievekit/parser';
import { MERGE_WINDOW, UNDO_STEPS } from '../limits.ts';

/** One set of edits that was made at once, and the edits that take it back. */
export interface Step {
  readonly edits: readonly TextEdit[];
  readonly inverse: readonly TextEdit[];
}

interface Entry {
  readonly steps: Step[];
  readonly kind: string;
  time: number;
}

/** What was done and undone, for every view of the script. */
export interface History {
  /** Remembers a step. Steps of one `kind` in quick succession undo together; '' never merges. */
  push(step: Step, kind: string): void;
  /** The steps to take back, latest first; null when there are none. */
  undo(): readonly Step[] | null;
  /** The steps to do again, in order; null when there are none. */
  redo(): readonly Step[] | null;
  /** Makes the next step an entry of its own. */
  seal(): void;
  clear(): void;
  /** How many entries can be undone and redone. */
  size(): { readonly done: number; readonly undone: number };
}

/** An undo stack that holds edits, not copies of the text. `now` gives milliseconds. */
export function createHistory(now: () => number = Date.now): History {
  let done: Entry[] = [];
  let undone: Entry[] = [];
  let sealed = true;

  return {
    push(step, kind) {
      undone = [];
      const last = done.at(-1);
      const time = now();
      if (last && !sealed && kind !== '' && last.kind === kind && time - last.time < MERGE_WINDOW) {
        last.steps.push(step);
        last.time = time;
        return;
      }
      done.push({ steps: [step], kind, time });
      if (done.length > UNDO_STEPS) done.shift();
      sealed = false;
    },
    undo() {
      const entry = done.pop();
      if (!entry) return null;
      undone.push(entry);
      sealed = true;
      return entry.steps.toReversed();
    },
    redo() {
      const entry = undone.pop();
      if (!entry) return null;
      done.push(entry);
      sealed = true;
      return entry.steps;
    },
    seal() {
      sealed = true;
    },
    clear() {
      done = [];
      undone = [];
      sealed = true;
    },
    size: () => ({ done: done.length, undone: undone.length }),
  };
}

/** The edits that turn the changed text back into `text`. `edits` are in order and do not overlap. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map(({ from, to, insert }) => {
    const start = from + shift;
    shift += insert.length - (to - from);
    return { from: start, to: start + insert.length, insert: text.slice(from, to) };
  });
}

/** The smallest single edit that turns `before` into `after`; null when they are equal. */
export function differenceEdit(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
