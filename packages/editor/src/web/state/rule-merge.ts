import {
  applyEdits,
  type FilterConflict,
  isFilterError,
  mergeFilters,
  parse,
  type Script,
} from '@sievekit/parser';
import type { MergeChoice } from './line-merge.ts';

/** A rule that both changed; null: that one removed it. */
export interface RuleClash {
  readonly name: string;
  readonly mine: string;
  readonly theirs: string | null;
}

/** Two versions of a script, put together rule by rule. */
export interface RuleMerge {
  readonly clashes: readonly RuleClash[];
  /** The merged text; null as long as a clash is undecided. Choices go by the clash's place. */
  join(choices: ReadonlyMap<number, MergeChoice>): string | null;
}

type RuleConflict = FilterConflict & { readonly ours: string };

/**
 * Merges by rule. Null where only lines can tell: what both began with is not known, a version has
 * mistakes, or both changed something else than the text of a rule.
 */
export function mergeRules(
  base: string | null,
  mine: string,
  theirs: string,
  scriptName: string,
): RuleMerge | null {
  const [old, other] = [base === null ? null : read(base), read(theirs)];
  if (old === null || other === null) return null;
  const merge = (text: string) => {
    const ours = read(text);
    if (ours === null) return null;
    const { edits, conflicts } = mergeFilters(old, ours, other, { scriptName });
    return { text: applyEdits(text, edits), conflicts };
  };
  const first = attempt(() => merge(mine));
  if (first === null || !first.conflicts.every((conflict) => isOfRule(conflict, mine))) return null;
  const conflicts = first.conflicts as readonly RuleConflict[];
  return {
    clashes: conflicts.map(({ name, ours, theirs: text }) => ({ name, mine: ours, theirs: text })),
    join(choices) {
      if (conflicts.some((_, index) => !choices.has(index))) return null;
      // Without what was changed here, the other side's change is the only one.
      const yielding = conflicts.filter((_, index) => choices.get(index) === 'theirs');
      const text = yielding.reduce(
        (all, conflict) =>
          all.split(conflict.ours).join(conflict.base ?? conflict.theirs ?? conflict.ours),
        mine,
      );
      return attempt(() => merge(text))?.text ?? null;
    },
  };
}

function read(text: string): Script | null {
  const { script, diagnostics } = parse(text);
  return diagnostics.some(({ severity }) => severity === 'error') ? null : script;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isFilterError(error)) return null;
    throw error;
  }
}

/** Whether the conflict is one rule whose text stands at one place of ours. */
function isOfRule({ kind, ours }: FilterConflict, mine: string): boolean {
  return kind === 'rule' && ours !== null && ours !== '' && mine.split(ours).length === 2;
}
