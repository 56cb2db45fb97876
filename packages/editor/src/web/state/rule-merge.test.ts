import { describe, expect, it } from 'vitest';
import { mergeRules } from './rule-merge.ts';

const rule = (name: string, action = 'keep'): string =>
  `# rule:[${name}]\nif exists "a"\n{\n\t${action};\n}\n`;
const [a, b, c] = [rule('A'), rule('B'), rule('C')];
const base = a + b + c;
const none = new Map();

describe('mergeRules', () => {
  it('keeps what each changed in rules of its own, next to each other too', () => {
    const merge = mergeRules(base, rule('A', 'stop') + b + c, a + rule('B', 'stop') + c, 'main');
    expect(merge?.clashes).toEqual([]);
    expect(merge?.join(none)).toBe(rule('A', 'stop') + rule('B', 'stop') + c);
  });

  it('asks about a rule that both changed, and goes by the answer', () => {
    const theirs = a + rule('B', 'discard') + rule('C', 'stop');
    const merge = mergeRules(base, a + rule('B', 'stop') + c, theirs, 'main');
    expect(merge?.clashes).toMatchObject([{ name: 'B' }]);
    expect(merge?.join(none)).toBeNull();
    expect(merge?.join(new Map([[0, 'mine']]))).toBe(a + rule('B', 'stop') + rule('C', 'stop'));
    expect(merge?.join(new Map([[0, 'theirs']]))).toBe(theirs);
  });

  it('takes a removal by them for an answer too', () => {
    const merge = mergeRules(base, a + rule('B', 'stop') + c, a + c, 'main');
    expect(merge?.clashes).toMatchObject([{ name: 'B', theirs: null }]);
    expect(merge?.join(new Map([[0, 'theirs']]))).toBe(a + c);
    expect(merge?.join(new Map([[0, 'mine']]))).toBe(a + rule('B', 'stop') + c);
  });

  it.each([
    ['what both began with is not known', null, base, a],
    ['a version has a mistake', base, `${base}if {`, a],
    ['mine removed what theirs changed', base, a + c, a + rule('B', 'stop') + c],
  ])('leaves it to the lines where %s', (_, before, mine, theirs) => {
    expect(mergeRules(before, mine, theirs, 'main')).toBeNull();
  });
});
