import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if anyof (allof (exists "a", exists "b"), exists "c") { keep; }',
  'if anyof (exists "a") { keep; }',
])('nested-test-list: nothing in %s', (text) => {
  expect(lintFrames('nested-test-list', text)).toBe('');
});

test('nested-test-list: what it finds', () => {
  const find = (text: string): string => lintFrames('nested-test-list', text);
  expect(
    find('if anyof (exists "a", anyof (exists "b", exists "c")) { keep; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:23: note: This “anyof” changes nothing, because the “anyof” around it decides the same. Move its tests out. [nested-test-list]
      1 | if anyof (exists "a", anyof (exists "b", exists "c")) { keep; }
        |                       ^^^^^
    Remove the inner list:
        if anyof (exists "a", exists "b", exists "c") { keep; }"
  `);
  expect(find('if allof (anyof (exists "a"), exists "b") { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:11: note: This “anyof” changes nothing, because the “allof” around it decides the same. Move its tests out. [nested-test-list]
      1 | if allof (anyof (exists "a"), exists "b") { keep; }
        |           ^^^^^
    Remove the inner list:
        if allof (exists "a", exists "b") { keep; }"
  `);
});
