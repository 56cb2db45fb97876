import { keysOf, stringsOf } from '../call.ts';
import { type Rule, replace } from '../rule.ts';

const fields = new Set(['bcc', 'cc', 'from', 'reply-to', 'sender', 'to']);
const address = /^[^\s@<>"(),:;*?$]+@[^\s@<>"(),:;*?$]+$/;

/** `header :is` on addresses: the field holds names and brackets too (RFC 5228 section 5.1). */
export const headerWithAddress: Rule = {
  name: 'header-with-address',
  severity: 'warning',
  summary: 'An address compared with the whole header field, which may hold a name too.',
  since: '0.1.0',
  find({ named }, report) {
    for (const call of named('header')) {
      const keys = keysOf(call);
      const names = stringsOf(call.positional[0]?.node);
      if (call.matchType !== 'is' || keys.length === 0 || call.tags.has('mime')) continue;
      if (!names.every(({ value }) => fields.has(value.toLowerCase()))) continue;
      if (!keys.every(({ value }) => address.test(value))) continue;
      report(
        call.node.name,
        'This compares the whole field, so “Alice <alice@example.org>” does not equal “alice@example.org”. Use the test “address”, which looks at the address alone.',
        replace('Replace by address', call.node.name, 'address'),
      );
    }
  },
};
