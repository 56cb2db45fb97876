import { expect, test } from 'vitest';
import { startOfBlank, startOfIndent, startOfSpace } from './blank.ts';

test.each([
  ['', 0, 0, 0],
  ['ab', 2, 2, 2],
  ['a \t', 1, 1, 1],
  ['a\n  ', 2, 1, 1],
  ['a\r\n  ', 3, 1, 1],
  ['a\n\n  ', 3, 2, 1],
  ['\n ', 1, 0, 0],
])('%j', (text, blank, indent, space) => {
  const at = text.length;
  expect([startOfBlank(text, at), startOfIndent(text, at), startOfSpace(text, at)]).toEqual([
    blank,
    indent,
    space,
  ]);
});

test('never steps back beyond the floor', () => {
  for (const start of [startOfBlank, startOfIndent, startOfSpace]) {
    expect(start('\r\n  x', 4, 3)).toBe(3);
  }
  expect(startOfIndent('\r\n  x', 4, 1)).toBe(1);
  expect(startOfIndent('\r\n  x', 4, 2)).toBe(2);
});
