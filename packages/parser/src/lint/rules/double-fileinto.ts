import { type Call, hasTag } from '../call.ts';
import { canonical } from '../canonical.ts';
import type { Rule } from '../rule.ts';

/** Two folders in one block without `:copy` (RFC 3894). */
export const doubleFileinto: Rule = {
  name: 'double-fileinto',
  severity: 'note',
  summary: 'Two `fileinto` in one block: the message is stored in both folders.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const sequence of sequences) {
      let first: Call | null = null;
      for (const call of sequence.straight) {
        if (call.name !== 'fileinto' || hasTag(call, 'copy')) continue;
        if (first !== null && canonical(first) !== canonical(call)) {
          report(
            call.node,
            'The message is stored in the folder above and in this one. If both are meant, say so with “:copy” on all but the last; else remove one.',
          );
          break;
        }
        first = call;
      }
    }
  },
};
