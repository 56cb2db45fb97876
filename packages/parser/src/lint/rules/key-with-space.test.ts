import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if header :is "subject" "a b" { keep; }',
  'if header :contains "subject" " a" { keep; }',
  'if header :is "subject" "" { keep; }',
])('key-with-space: nothing in %s', (text) => {
  expect(lintFrames('key-with-space', text)).toBe('');
});

test('key-with-space: what it finds', () => {
  const find = (text: string): string => lintFrames('key-with-space', text);
  expect(find('if header :is "subject" "hello " { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:25: warning: Servers remove the white space around a value before they compare, so this key never fits. Remove the space from it. [key-with-space]
      1 | if header :is "subject" "hello " { keep; }
        |                         ^^^^^^^^"
  `);
  expect(find('if address "from" " a@example.org" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:19: warning: Servers remove the white space around a value before they compare, so this key never fits. Remove the space from it. [key-with-space]
      1 | if address "from" " a@example.org" { keep; }
        |                   ^^^^^^^^^^^^^^^^"
  `);
});
