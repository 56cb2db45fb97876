import type { Verdict } from '../learning.ts';

/** What has been done since the start. */
export interface Tally {
  /** Learned anew, or as another class than before. */
  readonly learned: { readonly spam: number; readonly ham: number };
  /** rspamd knew them as that class. */
  readonly already: number;
  /** rspamd saw no use in them: too short, or sure already. */
  readonly skipped: number;
  /** Those of the skipped that were too short to learn from. */
  readonly tooShort: number;
  /** Moved there and back before they were sent; both moves are counted. */
  readonly cancelled: number;
  /** Moved the same way again before they were sent. */
  readonly repeated: number;
  /** Put into the dead letters. */
  readonly dead: number;
}

/** What became of a message. */
export type TallyResult = 'learned' | Exclude<keyof Tally, 'learned'>;

/** Counts results. */
export function createTally(): {
  count(verdict: Verdict, result: TallyResult): void;
  read(): Tally;
} {
  const learned = { spam: 0, ham: 0 };
  const others = { already: 0, skipped: 0, tooShort: 0, cancelled: 0, repeated: 0, dead: 0 };
  return {
    count(verdict, result) {
      if (result === 'learned') learned[verdict] += 1;
      else others[result] += 1;
    },
    read: () => ({ learned: { ...learned }, ...others }),
  };
}
