import { requireEdits } from '../../language/require.ts';
import type { Rule } from '../rule.ts';

const reference = /\$\{(?:[a-z_][\w.]*|\d+)\}/i;

/** `${name}` in a script that does not require variables: plain text (RFC 5229 section 3). */
export const variablesNotRequired: Rule = {
  name: 'variables-not-required',
  severity: 'warning',
  summary: 'The name of a variable in a string, in a script that does not require `variables`.',
  since: '0.1.0',
  find({ interpolated, enabled, script, text }, report) {
    if (interpolated.length === 0 || enabled.has('variables')) return;
    const edits = requireEdits(script, ['variables']);
    for (const literal of interpolated) {
      const match = reference.exec(text.slice(literal.from, literal.to));
      if (match === null) continue;
      const from = literal.from + match.index;
      report(
        { from, to: from + match[0].length },
        `The script does not require "variables", so “${match[0]}” stays as it is written. Add "variables" to require.`,
        { title: 'Add "variables" to require', edits },
      );
    }
  },
};
