import type { Rule } from '../rule.ts';

/** Blocks without a command or comment. */
export const emptyBlock: Rule = {
  name: 'empty-block',
  severity: 'note',
  summary: 'A rule whose block holds nothing, not even a comment.',
  since: '0.1.0',
  find({ sequences, text }, report) {
    for (const { steps } of sequences) {
      for (const { calls } of steps) {
        const last = calls.at(-1)?.node;
        if (last?.type !== 'command' || last.block === null) continue;
        const { from, to, commands } = last.block;
        if (commands.length > 0 || text.slice(from + 1, to - 1).trim() !== '') continue;
        report(
          last.block,
          'This block is empty, so the test above it has no effect. Add an action, or remove it.',
        );
      }
    }
  },
};
