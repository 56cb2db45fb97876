import { hasTag, type Sequence } from '../call.ts';
import { commandsWithin, straight } from '../flow.ts';
import type { Rule } from '../rule.ts';

const flagging = new Set(['addflag', 'removeflag', 'setflag']);

/** Flags set when the message is stored already (RFC 5232 section 3). */
export const flagsAfterDelivery: Rule = {
  name: 'flags-after-delivery',
  severity: 'warning',
  summary: 'Flags that are set after the message was stored, and so have no effect.',
  since: '0.2.0',
  find({ sequences, calls }, report) {
    const last = calls.findLast(({ name }) => name === 'fileinto' || name === 'keep');
    for (const sequence of sequences) {
      let stored: string | null = null;
      for (const call of straight(sequence)) {
        const stores = call.name === 'fileinto' || call.name === 'keep';
        if (stores && !hasTag(call, 'copy')) stored = call.name;
        const own = call.positional.length === 1;
        if (stored === null || !flagging.has(call.name) || !own) continue;
        if (!endsWithoutStoring(sequence, call.node.from, last?.node.from ?? 0)) continue;
        report(
          call.node.name,
          `“${stored}” above has stored the message already, so this changes no flag of it. Move it before “${stored}”.`,
        );
      }
    }
  },
};

/** Whether nothing that runs after an offset stores the message again. */
function endsWithoutStoring(sequence: Sequence, offset: number, lastStore: number): boolean {
  if (lastStore < offset) return true;
  if (!sequence.ends) return false;
  for (const call of commandsWithin(sequence)) {
    if (call.node.from > offset && (call.name === 'fileinto' || call.name === 'keep')) return false;
  }
  return true;
}
