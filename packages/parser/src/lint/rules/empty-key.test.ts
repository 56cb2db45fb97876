import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if header :is "subject" "" { keep; }',
  'if header :contains "subject" "a" { keep; }',
  'if header :matches "subject" "*" { keep; }',
])('empty-key: nothing in %s', (text) => {
  expect(lintFrames('empty-key', text)).toBe('');
});

test('empty-key: what it finds', () => {
  const find = (text: string): string => lintFrames('empty-key', text);
  expect(find('if header :contains "subject" "" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:31: warning: Every value contains the empty string, so this is true whatever the value is. Write what to look for, or use “exists”. [empty-key]
      1 | if header :contains "subject" "" { keep; }
        |                               ^^
    Test with exists:
        if exists "subject" { keep; }"
  `);
  expect(find('if header :contains ["from", "to"] ["a", ""] { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:42: warning: Every value contains the empty string, so this is true whatever the value is. Write what to look for, or use “exists”. [empty-key]
      1 | if header :contains ["from", "to"] ["a", ""] { keep; }
        |                                          ^^"
  `);
});
