import type { Comparison, TraceStep } from '@sievekit/interpreter';
import type { ScriptRule } from './script-rule.ts';

/** A place of the text that a message came through. */
export interface TrialMark {
  readonly kind: 'true' | 'false' | 'ran';
  readonly from: number;
  readonly to: number;
  /** What was compared, the one that matched first. */
  readonly comparisons: readonly Comparison[];
}

/** What a message met in a rule: it fitted, it did not, or it never came there. */
export interface RuleMark {
  readonly kind: 'matched' | 'missed' | 'unreached';
  /** The words that fitted. */
  readonly matched: readonly Comparison[];
}

const joins = new Set(['allof', 'anyof', 'not']);

/** The tests and commands of a run as places; tests that only join others are left out. */
export function markSteps(steps: readonly TraceStep[]): TrialMark[] {
  return steps.flatMap(({ kind, name, from, to, result, comparisons = [] }) => {
    if (kind === 'skipped' || joins.has(name) || name === 'require') return [];
    const sorted = comparisons.toSorted((a, b) => Number(b.matched) - Number(a.matched));
    const way = kind === 'command' ? 'ran' : result === true ? 'true' : 'false';
    return [{ kind: way, from, to, comparisons: sorted }];
  });
}

/** What a message met in a rule; null for a rule that is off. */
export function markRule(
  { from, to, enabled }: Pick<ScriptRule, 'from' | 'to' | 'enabled'>,
  steps: readonly TraceStep[],
): RuleMark | null {
  if (!enabled) return null;
  const inside = steps.filter((step) => step.from >= from && step.to <= to);
  const ran = inside.some(({ kind, name }) => kind === 'command' && name !== 'require');
  const matched = inside
    .flatMap(({ comparisons = [] }) => comparisons)
    .filter((comparison) => comparison.matched);
  if (ran) return { kind: 'matched', matched };
  return { kind: inside.length > 0 ? 'missed' : 'unreached', matched: [] };
}
