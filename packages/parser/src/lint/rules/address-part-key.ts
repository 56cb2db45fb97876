import { keysOf } from '../call.ts';
import type { Rule } from '../rule.ts';

const parts = ['localpart', 'domain', 'user', 'detail'] as const;

/** Keys with an @ against a part of an address, which has none (RFC 5228 section 2.7.4). */
export const addressPartKey: Rule = {
  name: 'address-part-key',
  severity: 'warning',
  summary: 'A key with an @ compared with a part of an address that holds none.',
  since: '0.1.0',
  find({ named }, report) {
    for (const call of named('address', 'envelope')) {
      const part = parts.find((name) => call.tags.has(name));
      const type = call.matchType;
      if (part === undefined || type === 'regex' || type === 'count' || type === 'list') continue;
      for (const key of keysOf(call)) {
        if (!key.value.includes('@') || key.value.includes('${')) continue;
        report(
          key,
          `“:${part}” is only one side of an address and holds no @, so this never fits. Leave the @ and the other side out, or compare with “:all”.`,
        );
      }
    }
  },
};
