import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if header :contains "subject" ["sale", "offer"] { keep; }',
  'if header :is "subject" ["sale", "sales"] { keep; }',
])('redundant-key: nothing in %s', (text) => {
  expect(lintFrames('redundant-key', text)).toBe('');
});

test('redundant-key: what it finds', () => {
  const find = (text: string): string => lintFrames('redundant-key', text);
  expect(
    find('if header :contains "subject" ["sale", "Sales now"] { keep; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:40: note: Whatever contains this contains “sale” too, which is in the list. Remove one of the two. [redundant-key]
      1 | if header :contains "subject" ["sale", "Sales now"] { keep; }
        |                                        ^^^^^^^^^^^"
  `);
});
