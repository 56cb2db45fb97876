import type { Call } from '../call.ts';
import { canonical, fingerprint } from '../canonical.ts';
import { Equals } from '../equals.ts';
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
      if (sequence.straight.filter(({ name }) => actions.has(name)).length < 2) continue;
      let seen = emptySet();
      for (const call of sequence.straight) {
        // With other flags or variables the same words may do something else.
        if (flagging.has(call.name)) seen = emptySet();
        if (!actions.has(call.name)) continue;
        if (seen.has(call)) {
          report(call.node, `This “${call.name}” stands above already. Remove one of the two.`);
        }
        seen.add(call);
      }
    }
  },
};

function emptySet(): Equals<Call> {
  return new Equals<Call>(
    (call) => fingerprint(call),
    (call) => canonical(call),
  );
}
