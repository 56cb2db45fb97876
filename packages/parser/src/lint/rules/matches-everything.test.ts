import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if header :contains "subject" "x" { discard; }',
  'if true { keep; }',
  `if exists "a" { keep; stop; }\nif true { discard; }`,
  'if header :matches "x-spam" "*" { discard; }',
])('matches-everything: nothing in %s', (text) => {
  expect(lintFrames('matches-everything', text)).toBe('');
});

test('matches-everything: what it finds', () => {
  const find = (text: string): string => lintFrames('matches-everything', text);
  expect(find('if header :contains "subject" "" { discard; stop; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This is true for practically every message, so “discard” loses mail. Write what the rule is to look for. [matches-everything]
      1 | if header :contains "subject" "" { discard; stop; }
        |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
  expect(find('if true { discard; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This is true for practically every message, so “discard” loses mail. Write what the rule is to look for. [matches-everything]
      1 | if true { discard; }
        |    ^^^^"
  `);
  expect(
    find(`require "reject";\nif anyof (address :matches "from" "*", exists "x") { reject "no"; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:4: warning: This is true for practically every message, so “reject” loses mail. Write what the rule is to look for. [matches-everything]
      2 | if anyof (address :matches "from" "*", exists "x") { reject "no"; }
        |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
  expect(find('if size :over 0 { discard; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This is true for practically every message, so “discard” loses mail. Write what the rule is to look for. [matches-everything]
      1 | if size :over 0 { discard; }
        |    ^^^^^^^^^^^^"
  `);
});
