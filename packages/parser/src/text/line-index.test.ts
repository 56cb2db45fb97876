import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex, positionAt } from './line-index.ts';

describe('createLineIndex', () => {
  it.each([
    ['', 0, 1, 1],
    ['keep;', 5, 1, 6],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\r\nb', 2, 1, 3],
    ['a\rb', 2, 1, 3],
    ['a\n\nb\n', 5, 4, 1],
    ['a\nb', 99, 2, 2],
    ['a\nb', -1, 1, 1],
  ])('%j at %i is line %i, column %i', (text, offset, line, column) => {
    expect(positionAt(text, offset)).toEqual({ line, column });
  });

  it.each([
    ['a\r\nbc', 1, 9, 1],
    ['a\r\nbc', 2, 2, 4],
    ['a\r\nbc', 2, 9, 5],
    ['a\r\nbc', 9, 1, 5],
    ['a\r\nbc', 0, 5, 0],
    ['a\nbc', 2, -3, 2],
  ])('%j line %i, column %i is offset %i', (text, line, column, offset) => {
    expect(createLineIndex(text).offset({ line, column })).toBe(offset);
  });

  it('gives an offset back that is not within a line end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'é', '😀') });
    fc.assert(
      fc.property(text, fc.nat(), (t, n) => {
        const index = createLineIndex(t);
        const offset = n % (t.length + 1);
        fc.pre(t.slice(offset - 1, offset + 1) !== '\r\n');
        expect(index.offset(index.position(offset))).toBe(offset);
      }),
    );
  });
});
