import { requireEdits } from '../../language/require.ts';
import { type Call, keysOf, stringsOf } from '../call.ts';
import type { Facts } from '../facts.ts';
import type { Rule } from '../rule.ts';

/** Date parts that always have the same number of digits (RFC 5260 section 4.2). */
const fixedWidth = /^(?:year|month|day|date|julian|hour|minute|second|time|weekday|iso8601)$/i;
const comparatorName = 'i;ascii-numeric';

/** Numbers compared as text: "10" comes before "9" (RFC 5231, RFC 4790 section 9.1). */
export const numericComparator: Rule = {
  name: 'numeric-comparator',
  severity: 'warning',
  summary: 'Numbers compared with `:value` or `:count` as if they were text.',
  since: '0.1.0',
  find(facts, report) {
    for (const call of facts.comparing('value', 'count')) {
      const tag = call.tags.get(call.matchType);
      const keys = keysOf(call);
      if (tag === undefined || keys.length === 0) continue;
      if (!keys.every(({ value }) => /^\d+$/.test(value)) || isFixedWidth(call)) continue;
      const given = call.tags.get('comparator')?.value;
      if (stringsOf(given)[0]?.value === comparatorName) continue;
      const at = { from: tag.node.from, to: tag.value?.to ?? tag.node.to };
      report(
        at,
        `Without the comparator "${comparatorName}" numbers are compared as text, where "10" comes before "9". Add :comparator "${comparatorName}".`,
        {
          title: `Add :comparator "${comparatorName}"`,
          edits: [
            given == null
              ? { from: at.to, to: at.to, insert: ` :comparator "${comparatorName}"` }
              : { from: given.from, to: given.to, insert: `"${comparatorName}"` },
            ...requireComparator(facts),
          ],
        },
      );
    }
  },
};

function requireComparator({ script }: Facts): ReturnType<typeof requireEdits> {
  return requireEdits(script, [`comparator-${comparatorName}`]);
}

function isFixedWidth(call: Call): boolean {
  if (call.name !== 'date' && call.name !== 'currentdate') return false;
  const part = call.positional.find(({ parameter }) => parameter?.kind === 'date-part');
  return part?.node.type === 'string' && fixedWidth.test(part.node.value);
}
