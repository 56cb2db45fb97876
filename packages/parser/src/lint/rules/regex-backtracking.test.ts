import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require "regex"; if header :regex "a" "(ab+)+" { keep; }',
  'require "regex"; if header :regex "a" "(a+|b)" { keep; }',
  'require "regex"; if header :regex "a" "[(a+)+]" { keep; }',
])('regex-backtracking: nothing in %s', (text) => {
  expect(lintFrames('regex-backtracking', text)).toBe('');
});

test('regex-backtracking: what it finds', () => {
  const find = (text: string): string => lintFrames('regex-backtracking', text);
  expect(
    find(`require "regex";\nif header :regex "subject" "(a+)+$" { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:28: warning: A repetition stands alone in a group that is repeated itself, so there are countless ways to try on a value that does not fit, and the server may give up. Remove one of the two repetitions. [regex-backtracking]
      2 | if header :regex "subject" "(a+)+$" { keep; }
        |                            ^^^^^^^^"
  `);
  expect(
    find(`require "regex";\nif header :regex "subject" "^(x|[0-9]*)*y" { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:28: warning: A repetition stands alone in a group that is repeated itself, so there are countless ways to try on a value that does not fit, and the server may give up. Remove one of the two repetitions. [regex-backtracking]
      2 | if header :regex "subject" "^(x|[0-9]*)*y" { keep; }
        |                            ^^^^^^^^^^^^^^^"
  `);
  expect(
    find(`require "regex";\nif header :regex "subject" "((a*))+" { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:28: warning: A repetition stands alone in a group that is repeated itself, so there are countless ways to try on a value that does not fit, and the server may give up. Remove one of the two repetitions. [regex-backtracking]
      2 | if header :regex "subject" "((a*))+" { keep; }
        |                            ^^^^^^^^^"
  `);
});
