import { keysOf } from '../call.ts';
import type { Rule } from '../rule.ts';

/** Full dates with a zone, compared as text in whatever zone the server has (RFC 5260 section 4.2). */
export const dateWithoutZone: Rule = {
  name: 'date-without-zone',
  severity: 'warning',
  summary: 'A comparison of `iso8601` dates without `:zone`, which depends on the server’s zone.',
  since: '0.1.0',
  find({ named }, report) {
    for (const call of named('date', 'currentdate')) {
      const type = call.matchType;
      if (call.tags.has('zone') || call.tags.has('originalzone')) continue;
      if (type !== 'value' && type !== 'is') continue;
      const part = call.positional.find(({ parameter }) => parameter?.kind === 'date-part')?.node;
      if (part?.type !== 'string' || part.value.toLowerCase() !== 'iso8601') continue;
      if (keysOf(call).length === 0) continue;
      report(
        part,
        'These dates are compared as text, and the server writes them in its own time zone, so the result is off by hours. Add :zone, and write the key in that zone.',
      );
    }
  },
};
