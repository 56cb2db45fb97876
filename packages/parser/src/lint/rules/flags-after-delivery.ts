import { hasTag, type Sequence } from '../call.ts';
import { commandsWithin } from '../flow.ts';
import type { Rule } from '../rule.ts';

const flagging = new Set(['addflag', 'removeflag', 'setflag']);

/** Flags set when the message is stored already (RFC 5232 section 3). */
export const flagsAfterDelivery: Rule = {
  name: 'flags-after-delivery',
  severity: 'warning',
  summary: 'Flags that are set after the message was stored, and so have no effect.',
  since: '0.1.0',
  find({ sequences, named }, report) {
    if (!sequences.some(({ straight }) => straight.some(({ name }) => flagging.has(name)))) return;
    const last = named('fileinto', 'keep').at(-1);
    for (const sequence of sequences) {
      let stored: string | null = null;
      let after: number | null = null;
      for (const call of sequence.straight) {
        const stores = call.name === 'fileinto' || call.name === 'keep';
        if (stores && !hasTag(call, 'copy')) stored = call.name;
        const own = call.positional.length === 1;
        if (stored === null || !flagging.has(call.name) || !own) continue;
        after ??= sequence.ends ? lastStore(sequence) : (last?.node.from ?? 0);
        if (after > call.node.from) continue;
        report(
          call.node.name,
          `“${stored}” above has stored the message already, so this changes no flag of it. Move it before “${stored}”.`,
        );
      }
    }
  },
};

/** Offset of the last command of a sequence that stores. */
function lastStore(sequence: Sequence): number {
  let offset = 0;
  for (const call of commandsWithin(sequence)) {
    if (call.name === 'fileinto' || call.name === 'keep') offset = call.node.from;
  }
  return offset;
}
