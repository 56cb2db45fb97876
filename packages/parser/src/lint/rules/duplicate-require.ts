import { removeRequired } from '../remove-required.ts';
import type { Rule } from '../rule.ts';

/** A capability that is required twice (RFC 5228 section 3.2). */
export const duplicateRequire: Rule = {
  name: 'duplicate-require',
  severity: 'note',
  summary: 'An extension that is required twice.',
  since: '0.1.0',
  find(facts, report) {
    const seen = new Set<string>();
    for (const literal of facts.required) {
      if (seen.has(literal.value)) {
        report(
          literal,
          `"${literal.value}" is required above already. Remove it here.`,
          ...removeRequired(literal, facts),
        );
      }
      seen.add(literal.value);
    }
  },
};
