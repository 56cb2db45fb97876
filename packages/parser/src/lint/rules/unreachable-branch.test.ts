import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if true { keep; }',
  'if exists "a" { keep; } else { keep; }',
  'if false { keep; } else { keep; }',
])('unreachable-branch: nothing in %s', (text) => {
  expect(lintFrames('unreachable-branch', text)).toBe('');
});

test('unreachable-branch: what it finds', () => {
  const find = (text: string): string => lintFrames('unreachable-branch', text);
  expect(find('if true { keep; } else { discard; }')).toMatchInlineSnapshot(`
    "<script>:1:19: warning: This branch never runs, because the test of the “if” before it is true for every message. Remove the branch, or mend that test. [unreachable-branch]
      1 | if true { keep; } else { discard; }
        |                   ^^^^^^^^^^^^^^^^^"
  `);
  expect(
    find(
      `if exists "a" { keep; }\nelsif true { keep; }\nelsif exists "b" { keep; }\nelse { keep; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:3:1: warning: This branch never runs, because the test of the “elsif” before it is true for every message. Remove the branch, or mend that test. [unreachable-branch]
      3 | elsif exists "b" { keep; }
        | ^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
});
