import { constantOf } from '../flow.ts';
import type { Rule } from '../rule.ts';

/** Branches after one that is always taken (RFC 5228 section 3.1). */
export const unreachableBranch: Rule = {
  name: 'unreachable-branch',
  severity: 'warning',
  summary: 'An `elsif` or `else` after a branch that every message takes.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const { steps } of sequences) {
      for (const { calls } of steps) {
        const always = calls.findIndex(
          ({ tests: [test] }) => test !== undefined && constantOf(test) === true,
        );
        const next = calls[always + 1];
        const last = calls.at(-1);
        if (always < 0 || next === undefined || last === undefined) continue;
        report(
          { from: next.node.name.from, to: last.node.to },
          `This branch never runs, because the test of the “${calls[always]?.name}” before it is true for every message. Remove the branch, or mend that test.`,
        );
      }
    }
  },
};
