import { straight } from '../flow.ts';
import type { Rule } from '../rule.ts';

/** Two answers to one message, which fail when they run (RFC 5230 section 4.7). */
export const vacationTwice: Rule = {
  name: 'vacation-twice',
  severity: 'warning',
  summary: 'Two `vacation` in one block: the second one fails when the script runs.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const sequence of sequences) {
      const [, second] = straight(sequence).filter(({ name }) => name === 'vacation');
      if (second === undefined) continue;
      report(
        second.node.name,
        'A message gets one automatic answer at most: the script fails when a second “vacation” runs. Put them into different branches.',
      );
    }
  },
};
