import type { Rule } from '../rule.ts';

/** A `stop` at the very end (RFC 5228 section 3.3). */
export const redundantStop: Rule = {
  name: 'redundant-stop',
  severity: 'note',
  summary: 'A `stop` as the last command of the script, which ends there anyway.',
  since: '0.1.0',
  find({ sequences }, report) {
    const steps = sequences[0]?.steps ?? [];
    const last = steps.at(-1)?.calls[0];
    if (last?.name !== 'stop' || steps.slice(0, -1).some((step) => step.ends)) return;
    report(
      last.node,
      'The script ends here anyway, so this “stop” does nothing unless another script includes this one. Remove it.',
    );
  },
};
