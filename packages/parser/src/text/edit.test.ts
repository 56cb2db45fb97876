import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from './edit.ts';

describe('applyEdits', () => {
  it('makes edits by their place, whatever their order', () => {
    const edits = [
      { from: 4, to: 5, insert: 'E' },
      { from: 0, to: 1, insert: '' },
      { from: 2, to: 2, insert: '--' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('b--cdEf');
  });

  it('makes insertions at one place in the order given', () => {
    const edits = [
      { from: 1, to: 1, insert: '1' },
      { from: 1, to: 1, insert: '2' },
      { from: 1, to: 2, insert: 'B' },
    ];
    expect(applyEdits('abc', edits)).toBe('a12Bc');
  });

  it.each([
    ['overlap', [0, 2, 1, 3]],
    ['end past the text', [0, 9, 9, 9]],
    ['start after their end', [2, 1, 3, 3]],
  ])('refuses edits that %s', (_name, [a = 0, b = 0, c = 0, d = 0]) => {
    const edits = [
      { from: a, to: b, insert: 'x' },
      { from: c, to: d, insert: 'y' },
    ];
    expect(() => applyEdits('abc', edits)).toThrow(RangeError);
  });

  it('changes nothing where there is nothing to do', () => {
    fc.assert(fc.property(fc.string(), (text) => applyEdits(text, []) === text));
  });
});
