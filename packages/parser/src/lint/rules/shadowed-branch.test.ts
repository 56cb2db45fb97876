import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if exists "a" { keep; } elsif exists "b" { keep; }',
  `require "variables"; if string "\${a}" "b" { keep; } elsif string "\${a}" "b" { keep; }`,
  'if header "a" ["b", "c"] { keep; } elsif header "a" ["c", "d"] { keep; }',
])('shadowed-branch: nothing in %s', (text) => {
  expect(lintFrames('shadowed-branch', text)).toBe('');
});

test('shadowed-branch: what it finds', () => {
  const find = (text: string): string => lintFrames('shadowed-branch', text);
  expect(find('if exists "a" { keep; } elsif exists "a" { discard; }')).toMatchInlineSnapshot(`
    "<script>:1:31: warning: This branch never runs, because a branch above it takes all of these messages. Remove it, or change one of the tests. [shadowed-branch]
      1 | if exists "a" { keep; } elsif exists "a" { discard; }
        |                               ^^^^^^^^^^"
  `);
  expect(
    find(
      `if header :contains "subject" ["sale", "offer"] { keep; }\nelsif header :contains "subject" "offer" { discard; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:7: warning: This branch never runs, because a branch above it takes all of these messages. Remove it, or change one of the tests. [shadowed-branch]
      2 | elsif header :contains "subject" "offer" { discard; }
        |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
});
