import { constantOf } from '../flow.ts';
import type { Rule } from '../rule.ts';

/** Commands after `stop`, or after a chain all branches of which end the script (RFC 5228 section 3.3). */
export const unreachableCode: Rule = {
  name: 'unreachable-code',
  severity: 'warning',
  summary: 'Commands that never run, because the script always ends before them.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const { steps, owner } of sequences) {
      if (owner?.tests[0] !== undefined && constantOf(owner.tests[0]) === false) continue;
      const end = steps.findIndex((step) => step.ends);
      const ending = steps[end]?.calls[0];
      const first = steps[end + 1]?.calls[0];
      const last = steps.at(-1)?.calls.at(-1);
      if (end < 0 || ending === undefined || first === undefined || last === undefined) continue;
      const why =
        ending.name === 'if'
          ? 'every branch of the “if” above ends the script'
          : `“${ending.name}” above ends it`;
      report(
        { from: first.node.from, to: last.node.to },
        `This never runs, because ${why}. Remove it, or move it up.`,
      );
    }
  },
};
