import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require "regex"; if header :regex "a" "a.c" { keep; }',
  'require "regex"; if header :regex "a" ["abc", "x+"] { keep; }',
])('regex-without-operator: nothing in %s', (text) => {
  expect(lintFrames('regex-without-operator', text)).toBe('');
});

test('regex-without-operator: what it finds', () => {
  const find = (text: string): string => lintFrames('regex-without-operator', text);
  expect(
    find(`require "regex";\nif header :regex "subject" "sale now" { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:11: note: These keys hold no operator of regular expressions, so “:contains” finds the same, faster and on every server. [regex-without-operator]
      2 | if header :regex "subject" "sale now" { keep; }
        |           ^^^^^^
    Replace by :contains:
        require "regex";
        if header :contains "subject" "sale now" { keep; }"
  `);
});
