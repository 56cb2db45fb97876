import { delivers } from '../flow.ts';
import type { Rule } from '../rule.ts';

/** A refusal of a message that is stored or sent on too (RFC 5429 section 2.4). */
export const rejectWithDelivery: Rule = {
  name: 'reject-with-delivery',
  severity: 'warning',
  summary: 'A message is rejected, and in the same block stored or redirected.',
  since: '0.1.0',
  find({ sequences, named }, report) {
    if (named('reject', 'ereject').length === 0) return;
    for (const sequence of sequences) {
      const calls = sequence.straight;
      const reject = calls.find(({ name }) => name === 'reject' || name === 'ereject');
      const other = calls.find(delivers);
      if (reject === undefined || other === undefined) continue;
      report(
        reject.node.name,
        `The sender is told that the message was refused, while “${other.name}” delivers it; many servers fail here. Remove one of the two.`,
      );
    }
  },
};
