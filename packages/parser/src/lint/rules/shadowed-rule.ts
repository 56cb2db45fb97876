import { hasSeveralRules, type Sequence, type Step } from '../call.ts';
import { changesMessage, FalseTests, isStable } from '../condition.ts';
import type { Report, Rule } from '../rule.ts';

/** Rules whose messages never get that far, because an earlier rule stops for them. */
export const shadowedRule: Rule = {
  name: 'shadowed-rule',
  severity: 'warning',
  summary: 'A rule that never runs, because an earlier one stops for the same messages.',
  since: '0.1.0',
  find(facts, report) {
    if (changesMessage(facts)) return;
    const variables = facts.enabled.has('variables');
    for (const sequence of facts.sequences) findIn(sequence, variables, report);
  },
};

function findIn({ steps }: Sequence, variables: boolean, report: Report): void {
  if (!hasSeveralRules(steps)) return;
  const known = new FalseTests();
  for (const step of steps) {
    const test = step.calls[0]?.tests[0];
    if (step.calls[0]?.name !== 'if' || test === undefined || !isStable(test, variables)) continue;
    if (known.cover(test)) {
      report(
        test.node,
        'This rule never runs, because a rule above it takes all of these messages and ends the script. Remove it, or move it up.',
      );
    } else if (endsWhenTrue(step)) known.add(test);
  }
}

function endsWhenTrue({ calls }: Step): boolean {
  return calls[0]?.block?.ends === true;
}
