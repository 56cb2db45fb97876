import { type Call, keysOf, stringsOf } from '../call.ts';
import type { Rule } from '../rule.ts';

const recipients = /^(?:to|cc|delivered-to|x-original-to)$/i;

/** Automatic answers of somebody with several addresses (RFC 5230 section 4.5). */
export const vacationWithoutAddresses: Rule = {
  name: 'vacation-without-addresses',
  severity: 'note',
  summary:
    'A `vacation` without `:addresses` in a script that shows several addresses of one’s own.',
  since: '0.1.0',
  find({ named }, report) {
    const vacations = named('vacation');
    if (vacations.length === 0) return;
    const tested = new Set(named('address', 'header', 'envelope').flatMap(ownAddresses));
    for (const call of vacations) {
      if (call.tags.has('addresses')) continue;
      const [from] = stringsOf(call.tags.get('from')?.value);
      if (from === undefined && tested.size < 2) continue;
      report(
        call.node.name,
        'Mail is only answered if it is addressed to the account itself; the script shows that there are other addresses. List those to answer too with :addresses ["…"].',
      );
    }
  },
};

/** Addresses that a test expects in a field of recipients. */
function ownAddresses(test: Call): string[] {
  const type = test.matchType;
  if (type !== 'is' && type !== 'contains') return [];
  const names = stringsOf(test.positional[0]?.node);
  if (!names.some(({ value }) => recipients.test(value))) return [];
  return keysOf(test)
    .map(({ value }) => value.toLowerCase())
    .filter((value) => /^[^\s@]+@[^\s@]+$/.test(value));
}
