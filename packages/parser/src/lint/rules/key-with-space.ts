import { keysOf } from '../call.ts';
import type { Rule } from '../rule.ts';

/** White space around a key that is compared with a whole value, which has none (RFC 5228 section 5.7). */
export const keyWithSpace: Rule = {
  name: 'key-with-space',
  severity: 'warning',
  summary: 'A key of `:is` that begins or ends with a space, as no header value does.',
  since: '0.1.0',
  find({ named }, report) {
    for (const call of named('address', 'envelope', 'header')) {
      if (call.matchType !== 'is') continue;
      for (const key of keysOf(call)) {
        const { value } = key;
        if (value.trim() === value || value.trim() === '' || key.form !== 'quoted') continue;
        report(
          key,
          'Servers remove the white space around a value before they compare, so this key never fits. Remove the space from it.',
        );
      }
    }
  },
};
