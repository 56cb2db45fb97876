import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { applyEdits } from '../../text/edit.ts';
import { mergeFilters } from './merge.ts';

const rule = (name: string, action = 'keep'): string =>
  `# rule:[${name}]\nif exists "a"\n{\n\t${action};\n}\n`;
const [a, b, c] = [rule('A'), rule('B'), rule('C')];
const base = a + b + c;

function merge(ours: string, theirs: string, before: string = base) {
  const { script } = parse(ours);
  const { edits, conflicts } = mergeFilters(parse(before).script, script, parse(theirs).script);
  return {
    text: applyEdits(ours, edits),
    conflicts: conflicts.map(({ kind, name }) => `${kind} ${name}`.trim()),
  };
}

describe('two changes of one script', () => {
  it.each([
    ['none', base, base, base],
    ['theirs alone', base, a, a],
    ['ours alone', a, base, a],
    ['the same', a + b, a + b, a + b],
    [
      'two rules',
      rule('A', 'stop') + b + c,
      a + b + rule('C', 'stop'),
      rule('A', 'stop') + b + rule('C', 'stop'),
    ],
    [
      'added by them',
      rule('A', 'stop') + b + c,
      a + b + rule('N') + c,
      rule('A', 'stop') + b + rule('N') + c,
    ],
    [
      'added first',
      rule('A', 'stop') + b + c,
      rule('N') + base,
      rule('N') + rule('A', 'stop') + b + c,
    ],
    ['added by both', base + rule('O'), base + rule('N'), base + rule('N') + rule('O')],
    ['added the same', base + rule('N'), a + base.slice(a.length) + rule('N'), base + rule('N')],
    ['removed by them', rule('A', 'stop') + b + c, a + c, rule('A', 'stop') + c],
    ['removed by us', a + c, a + b + rule('C', 'stop'), a + rule('C', 'stop')],
    ['moved by them', rule('A', 'stop') + b + c, c + a + b, c + rule('A', 'stop') + b],
    [
      'moved and changed by them',
      a + b + c + rule('N'),
      rule('C', 'stop') + a + b,
      rule('C', 'stop') + a + b + rule('N'),
    ],
    [
      'what theirs needs',
      rule('A', 'stop') + b + c,
      `require "fileinto";\n${a}${rule('B', 'fileinto "x"')}${c}`,
      `require ["fileinto"];\n${rule('A', 'stop')}${rule('B', 'fileinto "x"')}${c}`,
    ],
    [
      'other line ends',
      base.replaceAll('\n', '\r\n') + rule('N'),
      rule('A', 'stop') + b + c,
      `${(rule('A', 'stop') + b + c).replaceAll('\n', '\r\n')}${rule('N')}`,
    ],
  ])('%s', (_, ours, theirs, wanted) => {
    expect(merge(ours, theirs)).toEqual({ text: wanted, conflicts: [] });
  });

  it.each([
    ['one rule', rule('A', 'stop') + b + c, rule('A', 'discard') + b + c, ['rule A']],
    ['removed and changed', b + c, rule('A', 'stop') + b + c, ['rule A']],
    ['changed and removed', rule('A', 'stop') + b + c, b + c, ['rule A']],
    ['added twice', base + rule('N'), base + rule('N', 'stop'), ['rule N']],
    ['the order', b + a + c, a + c + b, ['order']],
    ['a comment', `${rule('A', 'stop')}${b}${c}`, `# why\n\n${base}# end\n`, ['text']],
  ])('conflict: %s; ours stays', (_, ours, theirs, conflicts) => {
    expect(merge(ours, theirs)).toEqual({ text: ours, conflicts });
  });

  const bare = (action: string): string => `if exists "a" { ${action}; }\n`;
  const mixed = a + bare('keep') + b;

  it.each([
    ['changed by both', bare('stop'), bare('discard'), ['rule']],
    ['changed by us, named by them', bare('stop'), rule('N'), ['rule']],
    ['removed by us, changed by them', '', bare('stop'), ['rule']],
    ['changed by us, removed by them', bare('stop'), '', ['rule']],
  ])('conflict: a rule without a name %s; ours stays', (_, own, other, conflicts) => {
    const ours = a + own + b;
    expect(merge(ours, a + other + b, mixed)).toEqual({ text: ours, conflicts });
  });

  it('a rule without a name that they named stays one rule', () => {
    const merged = merge(rule('A', 'stop') + bare('keep') + b, a + rule('N') + b, mixed);
    expect(merged).toEqual({ text: rule('A', 'stop') + rule('N') + b, conflicts: [] });
  });

  it('any three lists of rules merge into one that loads, with ours wherever there is a conflict', () => {
    const action = fc.constantFrom('keep', 'stop', 'discard');
    const list = fc
      .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', ''), action), { maxLength: 5 })
      .map((rules) => rules.map(([name, does]) => rule(name, does)).join(''));
    fc.assert(
      fc.property(list, list, list, (before, ours, theirs) => {
        const scripts = [before, ours, theirs].map((text) => parse(text).script);
        const { edits, conflicts } = mergeFilters(...(scripts as [never, never, never]));
        const text = applyEdits(ours, edits);
        expect(parse(text).diagnostics).toEqual([]);
        if (ours === before) expect(text).toBe(theirs);
        if (theirs === before) expect({ text, conflicts }).toEqual({ text: ours, conflicts: [] });
      }),
    );
  });

  it('gives the three texts of a conflict', () => {
    const [ours, theirs] = [rule('A', 'stop'), rule('A', 'discard')];
    const scripts = [a, ours, theirs].map((text) => parse(text).script) as [never, never, never];
    expect(mergeFilters(...scripts).conflicts).toEqual([
      { kind: 'rule', name: 'A', base: a.trim(), ours: ours.trim(), theirs: theirs.trim() },
    ]);
  });
});
