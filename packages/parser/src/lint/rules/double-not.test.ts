import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each(['if not exists "a" { keep; }', 'if not anyof (not exists "a", exists "b") { keep; }'])(
  'double-not: nothing in %s',
  (text) => {
    expect(lintFrames('double-not', text)).toBe('');
  },
);

test('double-not: what it finds', () => {
  const find = (text: string): string => lintFrames('double-not', text);
  expect(find('if not not exists "a" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:4: note: These two “not” cancel out. Remove both. [double-not]
      1 | if not not exists "a" { keep; }
        |    ^^^^^^^
    Remove both “not”:
        if exists "a" { keep; }"
  `);
  expect(find('if not not not exists "a" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:4: note: These two “not” cancel out. Remove both. [double-not]
      1 | if not not not exists "a" { keep; }
        |    ^^^^^^^
    Remove both “not”:
        if not exists "a" { keep; }"
  `);
});
