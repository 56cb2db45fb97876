import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each(['if header "a" ["b", "c"] { keep; }'])('duplicate-string: nothing in %s', (text) => {
  expect(lintFrames('duplicate-string', text)).toBe('');
});

test('duplicate-string: what it finds', () => {
  const find = (text: string): string => lintFrames('duplicate-string', text);
  expect(find('if header ["a", "a"] ["b", "c", "b"] { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:17: note: This string is in the list already. Remove it. [duplicate-string]
      1 | if header ["a", "a"] ["b", "c", "b"] { keep; }
        |                 ^^^
    Remove the string:
        if header ["a"] ["b", "c", "b"] { keep; }
    <script>:1:33: note: This string is in the list already. Remove it. [duplicate-string]
      1 | if header ["a", "a"] ["b", "c", "b"] { keep; }
        |                                 ^^^
    Remove the string:
        if header ["a", "a"] ["b", "c"] { keep; }"
  `);
});
