import { hasTag } from '../call.ts';
import { delivers } from '../flow.ts';
import type { Rule } from '../rule.ts';

/** A `discard` after the message was stored or sent on (RFC 5228 section 4.4). */
export const uselessDiscard: Rule = {
  name: 'useless-discard',
  severity: 'warning',
  summary: 'A `discard` after an action that already stored or redirected the message.',
  since: '0.1.0',
  find({ sequences, named }, report) {
    if (named('discard').length === 0) return;
    for (const sequence of sequences) {
      let done: string | null = null;
      for (const call of sequence.straight) {
        if (delivers(call) && !hasTag(call, 'copy')) done ??= call.name;
        if (call.name !== 'discard' || done === null) continue;
        report(
          call.node,
          `“discard” does not undo the “${done}” above, so it has no effect. Remove one of the two.`,
        );
        break;
      }
    }
  },
};
