import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, diffLines, foldSame } from './line-diff.ts';

const show = (before: string, after: string): string =>
  diffLines(before, after)
    .map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`)
    .join('|');

describe('diffLines', () => {
  it.each([
    ['an added line', 'a\nc', 'a\nb\nc', ' a|+b| c'],
    ['a changed line', 'a\nb\nc', 'a\nB\nc', ' a|-b|+B| c'],
    ['what stayed between two changes', 'a\nb\nc', 'x\nb\ny', '-a|+x| b|-c|+y'],
    ['nothing', 'a', 'a', ' a'],
  ])('finds %s', (_, before, after, shown) => {
    expect(show(before, after)).toBe(shown);
  });

  it('holds both texts in full', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const without = (kind: string): string =>
          lines
            .filter((line) => line.kind !== kind)
            .map((line) => line.text)
            .join('\n');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('gives up on the finest comparison of huge texts, and stays whole', () => {
    const before = Array.from({ length: 3_000 }, (_, line) => `a${line}`).join('\n');
    const after = Array.from({ length: 3_000 }, (_, line) => `b${line}`).join('\n');
    expect(diffLines(before, after)).toHaveLength(6_000);
  });
});

describe('foldSame', () => {
  it('leaves out what is far from a change', () => {
    const lines = diffLines('1\n2\n3\n4\n5', '1\n2\n3\n4\nfive');
    expect(foldSame(lines, 1).map((line) => line?.text ?? '…')).toEqual(['…', '4', '5', 'five']);
  });
});

describe('countChanges', () => {
  it.each([
    ['nothing', 'a\nb', 'a\nb', [0, 0, 0]],
    ['one line', 'a\nb\nc', 'a\nB\nc', [1, 0, 0]],
    ['two apart', 'a\nb\nc', 'A\nb\nC', [2, 0, 0]],
    ['a new one', 'a\nc', 'a\nb\nc', [0, 1, 0]],
    ['one that goes', 'a\nb\nc', 'a\nc', [0, 0, 1]],
    ['one for two', 'a\nb\nc', 'a\nX\nY\nc', [1, 1, 0]],
  ])('%s', (_, before, after, [changed, added, removed]) => {
    expect(countChanges(diffLines(before, after))).toEqual({ changed, added, removed });
  });
});
