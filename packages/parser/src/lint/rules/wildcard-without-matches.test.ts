import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if header :matches "a" "*b" { keep; }',
  'if header :contains "subject" "***SPAM***" { keep; }',
  'if header :contains "subject" "?" { keep; }',
  'if header :is "x-spam-level" "*****" { keep; }',
])('wildcard-without-matches: nothing in %s', (text) => {
  expect(lintFrames('wildcard-without-matches', text)).toBe('');
});

test('wildcard-without-matches: what it finds', () => {
  const find = (text: string): string => lintFrames('wildcard-without-matches', text);
  expect(find('if header "subject" "sale*" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:21: warning: “:is” takes * and ? as they are written, so this looks for the very character. Use “:matches” if it stands for any characters. [wildcard-without-matches]
      1 | if header "subject" "sale*" { keep; }
        |                     ^^^^^^^
    Add :matches:
        if header :matches "subject" "sale*" { keep; }"
  `);
  expect(find('if header :contains "from" "*@example.org" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:28: warning: “:contains” takes * and ? as they are written, so this looks for the very character. “:contains” finds “@example.org” anywhere, so leave the star out; or use “:matches”. [wildcard-without-matches]
      1 | if header :contains "from" "*@example.org" { keep; }
        |                            ^^^^^^^^^^^^^^^"
  `);
  expect(
    find('if address :is "from" ["a@example.org", "*@example.com"] { keep; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:41: warning: “:is” takes * and ? as they are written, so this looks for the very character. Use “:matches” if it stands for any characters. [wildcard-without-matches]
      1 | if address :is "from" ["a@example.org", "*@example.com"] { keep; }
        |                                         ^^^^^^^^^^^^^^^
    Replace :is by :matches:
        if address :matches "from" ["a@example.org", "*@example.com"] { keep; }"
  `);
});
