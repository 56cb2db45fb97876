import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinParts, mergeLines } from './line-merge.ts';

const join = (base: string | null, mine: string, theirs: string): string | null =>
  joinParts(mergeLines(base, mine, theirs), new Map());

describe('mergeLines', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n', 'a\nb\n', 'a\nb\n'],
    ['mine alone', 'a\nb\nc', 'a\nB\nc', 'a\nb\nc', 'a\nB\nc'],
    ['theirs alone', 'a\nb\nc', 'a\nb\nc', 'a\nb\nC', 'a\nb\nC'],
    ['two places', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
    ['the same twice', 'a\nb\nc', 'a\nX\nc', 'a\nX\nc', 'a\nX\nc'],
    ['one removed, one added', 'a\nb\nc\nd', 'a\nc\nd', 'a\nb\nc\nd\ne', 'a\nc\nd\ne'],
    ['all removed by one', 'a\nb', '', 'a\nb', ''],
  ])('takes changes of both: %s', (_, base, mine, theirs, merged) => {
    expect(join(base, mine, theirs)).toBe(merged);
  });

  it('asks where both changed the same lines', () => {
    const parts = mergeLines('a\nb\nc', 'a\nmine\nc', 'a\ntheirs\nc');
    expect(parts).toEqual([
      { kind: 'same', lines: ['a'] },
      { kind: 'clash', mine: ['mine'], theirs: ['theirs'] },
      { kind: 'same', lines: ['c'] },
    ]);
    expect(joinParts(parts, new Map())).toBeNull();
    expect(joinParts(parts, new Map([[1, 'mine']]))).toBe('a\nmine\nc');
    expect(joinParts(parts, new Map([[1, 'theirs']]))).toBe('a\ntheirs\nc');
    expect(joinParts(parts, new Map([[1, 'both']]))).toBe('a\ntheirs\nmine\nc');
  });

  it('asks where one removed what the other changed', () => {
    expect(mergeLines('a\nb\nc', 'a\nc', 'a\nB\nc')[1]).toEqual({
      kind: 'clash',
      mine: [],
      theirs: ['B'],
    });
  });

  it('drops nothing where it is not known what both began with', () => {
    expect(join(null, 'a\nmine\nb', 'a\nb\ntheirs')).toBe('a\nmine\nb\ntheirs');
    expect(join(null, 'a\nmine\nb', 'a\ntheirs\nb')).toBeNull();
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
    .map((lines) => lines.join('\n'));

  it('gives one side where the other changed nothing, and either side on demand', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        expect(join(base, mine, base)).toBe(mine);
        expect(join(base, base, theirs)).toBe(theirs);
        expect(join(base, mine, mine)).toBe(mine);
        const parts = mergeLines(base, mine, theirs);
        const clashes = parts.flatMap(({ kind }, index) => (kind === 'clash' ? [index] : []));
        const all = new Map(clashes.map((index) => [index, 'both' as const]));
        expect(joinParts(parts, all)).not.toBeNull();
      }),
    );
  });
});
