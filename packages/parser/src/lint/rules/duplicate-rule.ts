import { hasSeveralRules, type Sequence, type Step } from '../call.ts';
import { canonical, canonicalBlock, fingerprintBlock } from '../canonical.ts';
import { changesMessage, isStable } from '../condition.ts';
import { Equals } from '../equals.ts';
import type { Report, Rule } from '../rule.ts';

/** The same rule twice, test and actions alike. */
export const duplicateRule: Rule = {
  name: 'duplicate-rule',
  severity: 'warning',
  summary: 'The same rule twice: equal tests and equal actions.',
  since: '0.1.0',
  find(facts, report) {
    if (changesMessage(facts)) return;
    const variables = facts.enabled.has('variables');
    for (const sequence of facts.sequences) findIn(sequence, variables, report);
  },
};

function findIn({ steps }: Sequence, variables: boolean, report: Report): void {
  if (!hasSeveralRules(steps)) return;
  const seen = new Equals(fingerprintStep, textOf);
  for (const step of steps) {
    const [first] = step.calls;
    const test = first?.tests[0];
    if (first?.name !== 'if' || test === undefined || !isStable(test, variables)) continue;
    // Where the first one stops, shadowed-rule says it already.
    if (first.block?.ends === true || first.block?.steps.length === 0) continue;
    if (variables && textOf(step).includes('${')) continue;
    if (seen.has(step)) {
      report(
        { from: first.node.from, to: first.node.name.to },
        `This rule stands above already, with the same test “${shorten(canonical(test))}” and the same actions. Remove one of the two.`,
      );
    }
    seen.add(step);
  }
}

function textOf({ calls }: Step): string {
  return calls.map(canonicalBlock).join('\n');
}

function fingerprintStep({ calls }: Step): number {
  return calls.reduce((hash, call) => Math.imul(hash, 31) + fingerprintBlock(call), 0) | 0;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
