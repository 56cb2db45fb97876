import type { Place } from './trace.ts';

/** How often a branch of `if`, `elsif` or `else` was reached, and how it came out. */
export interface BranchCount {
  /** Its command. */
  readonly place: Place;
  /** Runs that went into its block. */
  taken: number;
  /** Runs in which its test was not true; none for `else`. */
  passed: number;
  /** What its test and its block took, all runs together, in the units of the clock. */
  time: number;
}

/** Counts the branches of scripts over many runs: hand the same one to each of them. */
export class Tally {
  readonly #clock: () => number;
  readonly #counts: Map<Place, BranchCount> = new Map();

  /** `clock` gives the time, such as `performance.now`; without one no time is told. */
  constructor(clock: () => number = () => 0) {
    this.#clock = clock;
  }

  /** All branches that were reached, those of included scripts too; a script that was compiled twice has each twice. */
  get counts(): readonly BranchCount[] {
    return [...this.#counts.values()];
  }

  /** Evaluates the test of a branch; `null` is that of `else`. */
  test(place: Place, evaluate: (() => boolean) | null): boolean {
    const count = this.#countOf(place);
    const start = this.#clock();
    const result = evaluate === null || evaluate();
    count.time += this.#clock() - start;
    if (result) count.taken++;
    else count.passed++;
    return result;
  }

  /** Runs the block of a branch that was taken. */
  block<Result>(place: Place, run: () => Result): Result {
    const start = this.#clock();
    try {
      return run();
    } finally {
      this.#countOf(place).time += this.#clock() - start;
    }
  }

  #countOf(place: Place): BranchCount {
    const present = this.#counts.get(place);
    if (present !== undefined) return present;
    const made = { place, taken: 0, passed: 0, time: 0 };
    this.#counts.set(place, made);
    return made;
  }
}
