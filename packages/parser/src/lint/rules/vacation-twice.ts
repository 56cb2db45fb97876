import type { Rule } from '../rule.ts';

/** Two answers to one message, which fail when they run (RFC 5230 section 4.7). */
export const vacationTwice: Rule = {
  name: 'vacation-twice',
  severity: 'warning',
  summary: 'Two `vacation` in one block: the second one fails when the script runs.',
  since: '0.1.0',
  find({ sequences, named }, report) {
    if (named('vacation').length < 2) return;
    for (const sequence of sequences) {
      const [, second] = sequence.straight.filter(({ name }) => name === 'vacation');
      if (second === undefined) continue;
      report(
        second.node.name,
        'A message gets one automatic answer at most: the script fails when a second “vacation” runs. Put them into different branches.',
      );
    }
  },
};
