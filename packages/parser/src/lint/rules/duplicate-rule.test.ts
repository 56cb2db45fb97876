import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `if exists "a" { keep; }\nif exists "b" { keep; }`,
  `require "imap4flags"; if exists "a" { addflag "x"; }\nif exists "a" { addflag "y"; }`,
  `require "variables"; if header :matches "a" "*" { set "x" "\${1}"; }\nif header :matches "a" "*" { set "x" "\${1}"; }`,
])('duplicate-rule: nothing in %s', (text) => {
  expect(lintFrames('duplicate-rule', text)).toBe('');
});

test('duplicate-rule: what it finds', () => {
  const find = (text: string): string => lintFrames('duplicate-rule', text);
  expect(
    find(
      `require ["fileinto"];\nif header :contains "subject" "x" { fileinto "X"; }\nif exists "b" { keep; }\nif header :contains "subject" "x"\n{\n  fileinto "X";\n}`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:4:1: warning: This rule stands above already, with the same test “header :contains "subject" "x"” and the same actions. Remove one of the two. [duplicate-rule]
      4 | if header :contains "subject" "x"
        | ^^"
  `);
});
