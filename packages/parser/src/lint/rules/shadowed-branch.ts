import type { Call } from '../call.ts';
import { FalseTests, isStable } from '../condition.ts';
import type { Facts } from '../facts.ts';
import type { Report, Rule } from '../rule.ts';

/** Branches whose test was true before, so that the earlier one is taken (RFC 5228 section 3.1). */
export const shadowedBranch: Rule = {
  name: 'shadowed-branch',
  severity: 'warning',
  summary: 'An `elsif` that never runs, because an earlier branch takes the same messages.',
  since: '0.1.0',
  find(facts, report) {
    for (const { steps } of facts.sequences) {
      for (const { calls } of steps) if (calls.length > 1) findIn(calls, facts, report);
    }
  },
};

function findIn(branches: readonly Call[], facts: Facts, report: Report): void {
  const known = new FalseTests();
  for (const { tests } of branches) {
    const [test] = tests;
    if (test === undefined || !isStable(test, facts.enabled.has('variables'))) continue;
    if (!known.cover(test)) known.add(test);
    else {
      report(
        test.node,
        'This branch never runs, because a branch above it takes all of these messages. Remove it, or change one of the tests.',
      );
    }
  }
}
