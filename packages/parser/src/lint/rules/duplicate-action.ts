import { canonical } from '../canonical.ts';
import { straight } from '../flow.ts';
import type { Rule } from '../rule.ts';

const actions = new Set(['discard', 'fileinto', 'keep', 'redirect']);
const flagging = new Set(['addflag', 'removeflag', 'set', 'setflag']);

/** The same action again, which servers do once (RFC 5228 section 2.10.3). */
export const duplicateAction: Rule = {
  name: 'duplicate-action',
  severity: 'warning',
  summary: 'The same action twice in one block, which a server does once.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const sequence of sequences) {
      const seen = new Set<string>();
      for (const call of straight(sequence)) {
        // With other flags or variables the same words may do something else.
        if (flagging.has(call.name)) seen.clear();
        if (!actions.has(call.name)) continue;
        const text = canonical(call);
        if (seen.has(text)) {
          report(call.node, `This “${call.name}” stands above already. Remove one of the two.`);
        }
        seen.add(text);
      }
    }
  },
};
