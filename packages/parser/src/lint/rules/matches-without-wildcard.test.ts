import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if header :matches "a" "*b" { keep; }',
  'if header :matches "a" ["b", "c?"] { keep; }',
  `require "variables"; if header :matches "a" "\${b}" { keep; }`,
])('matches-without-wildcard: nothing in %s', (text) => {
  expect(lintFrames('matches-without-wildcard', text)).toBe('');
});

test('matches-without-wildcard: what it finds', () => {
  const find = (text: string): string => lintFrames('matches-without-wildcard', text);
  expect(find('if header :matches "subject" "sale" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:11: note: “:matches” without * or ? compares the whole value, as “:is” does. Use “:is” if that is meant, or “:contains” to find it anywhere. [matches-without-wildcard]
      1 | if header :matches "subject" "sale" { keep; }
        |           ^^^^^^^^
    Replace by :is:
        if header :is "subject" "sale" { keep; }
    Replace by :contains:
        if header :contains "subject" "sale" { keep; }"
  `);
});
