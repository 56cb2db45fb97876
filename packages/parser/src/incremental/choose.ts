import { type Attempt, attempt, type Stretch } from './attempt.ts';

/** What is known of the pieces of the script that are not in a stretch; they hold no fault. */
export interface Surroundings {
  /** They are read alike where quotes are added. */
  readonly quotesSure: () => boolean;
  /** They are read alike within blocks that are open. */
  readonly shallow: () => boolean;
  /** They are read alike where blocks end by indentation. */
  readonly indentSure: () => boolean;
}

/**
 * How `parse` understands a whole script of which only one stretch may hold faults; null where the
 * stretch is too short to know.
 */
export function choose(stretch: Stretch, around: Surroundings): Attempt | null {
  const plain = attempt(stretch, 'none');
  if (plain.settled && plain.faults === 0) return plain;
  if (!around.quotesSure() || (!plain.settled && !around.shallow())) return null;
  let best = plain;
  if (plain.suspicious) {
    for (const mending of ['early', 'late'] as const) {
      const better = compare(best, attempt(stretch, mending));
      if (better === null) return null;
      best = better;
    }
  }
  if (best.unclosed > 0 && best.exact) {
    if (!around.indentSure()) return null;
    const better = compare(best, best.byIndent());
    if (better === null) return null;
    best = better;
  }
  return best.settled ? best : null;
}

/** The second where it has no more faults than the first; null where that is not certain. */
function compare(first: Attempt, second: Attempt): Attempt | null {
  if (second.exact && second.faults <= first.faults) return second;
  if (first.exact && second.faults > first.faults) return first;
  return null;
}
