import type { Rule } from '../rule.ts';

const rejecting = new Set(['ereject', 'reject']);

/** A refusal and an automatic answer in one block (RFC 5429 section 2.4, RFC 5230 section 4.7). */
export const rejectWithVacation: Rule = {
  name: 'reject-with-vacation',
  severity: 'warning',
  summary: 'A message is rejected and answered by `vacation` at once, which servers refuse.',
  since: '0.1.0',
  find({ sequences, named }, report) {
    if (named('reject', 'ereject').length === 0) return;
    for (const sequence of sequences) {
      const calls = sequence.straight;
      const both =
        calls.some(({ name }) => rejecting.has(name)) &&
        calls.some(({ name }) => name === 'vacation');
      const second = calls.findLast(({ name }) => rejecting.has(name) || name === 'vacation');
      if (!both || second === undefined) continue;
      report(
        second.node.name,
        'A message cannot be rejected and answered by “vacation” at once: the script fails when both run. Put them into different branches.',
      );
    }
  },
};
