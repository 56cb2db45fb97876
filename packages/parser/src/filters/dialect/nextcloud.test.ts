import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { addFilter, readFilterForm, writeFilterForm } from './form.ts';
import { listFilters, removeFilterAt, renameFilter, settleFilter, switchFilter } from './list.ts';

type Change = (script: ReturnType<typeof parse>['script']) => TextEdit[];
const change = (text: string, edit: Change): string => applyEdits(text, edit(parse(text).script));
const list = (text: string) => listFilters(parse(text).script).filters;
const names = (text: string) => list(text).map(({ name }) => name);

const filters = "### Nextcloud Mail: Filters ### DON'T EDIT ###\n";
const reply = "### Nextcloud Mail: Vacation Responder ### DON'T EDIT ###\n";
const head = `${filters}require ["imap4flags"];\n${filters}`;
const data = '# DATA: {"version":1,"enabled":true,"message":"Away"}\n';
const vacation = `${reply}require "vacation";\n${reply}keep;\n${reply}${data}vacation "Away";\n${reply}`;
const mark = (flag: string, enable = true) =>
  `# FILTER: [{"name":"A","enable":${enable},"operator":"allof","tests":[{"operator":"is","values":["x"],"field":"subject"}],"actions":[{"type":"addflag","flag":${JSON.stringify(flag)}}],"priority":10}]\n`;
const code = (keyword: string) =>
  `# A\nif header :is "Subject" ["x"] {\n\taddflag "${keyword}";\n}\n`;

describe('a script with the markers of Nextcloud', () => {
  it.each([
    ['right after a marker', `${head}keep;\n`, ['']],
    ['after a name before a marker', `# Mine\n${filters}${filters}keep;\n`, ['']],
    ['on both sides of a pair', `keep;\n${filters}# FILTER: []\n${filters}stop;\n`, ['', '']],
    ['below a heading', `${head}## Heading\nkeep;\n`, ['']],
    ['with a name of its own', `${head}# Mine\nkeep;\n`, ['Mine']],
  ])('has a rule %s', (_, text, wanted) => {
    expect(names(text)).toEqual(wanted);
    for (const [index] of wanted.entries()) {
      const markers = (changed: string) => changed.split(filters).length;
      const changes: Change[] = [
        (script) => removeFilterAt(script, index),
        (script) => switchFilter(script, index, false),
        (script) => renameFilter(script, index, 'Other'),
      ];
      for (const each of changes) expect(markers(change(text, each))).toBe(markers(text));
    }
  });

  it('keeps the data of its reply', () => {
    expect(names(vacation)).toEqual(['', '']);
    const form = readFilterForm(parse(vacation).script, 1);
    const [branch] = form?.branches ?? [];
    if (branch === undefined) throw new Error('The reply is a form.');
    const actions = [...branch.actions, { type: 'stop' } as const];
    const other = { continues: false, branches: [{ ...branch, actions }] };
    expect(() => change(vacation, (script) => renameFilter(script, 1, 'B'))).toThrow(/as data too/);
    expect(() => change(vacation, (script) => switchFilter(script, 1, false))).toThrow(/as data/);
    expect(() => change(vacation, (script) => writeFilterForm(script, 1, other))).toThrow(
      /as data/,
    );
    expect(change(vacation, (script) => removeFilterAt(script, 0))).toBe(
      vacation.replace('keep;\n', ''),
    );
  });

  it.each([
    ['Test A', '$test_a'],
    ['$work', '$$work'],
    ['x'.repeat(70), `$${'x'.repeat(63)}`],
  ])('marks %j with the keyword %j', (label, keyword) => {
    const text = `${head}${filters}${mark(label)}${code(keyword)}${filters}`;
    expect(list(text)).toMatchObject([{ name: 'A', byHand: false }]);
    const off = change(text, (script) => switchFilter(script, 0, false));
    expect(off).toContain(mark(label, false));
    expect(change(off, (script) => switchFilter(script, 0, true))).toBe(text);
  });

  it('writes the label of a keyword, where one stands for it', () => {
    const text = `${head}${filters}${mark('a')}${code('$a')}${filters}`;
    const edit = (flag: string) =>
      change(text, (script) =>
        writeFilterForm(script, 0, {
          continues: false,
          branches: [
            {
              test: { type: 'header', not: false, match: 'is', headers: ['Subject'], keys: ['x'] },
              actions: [{ type: 'addflag', flags: [flag] }],
            },
          ],
        }),
      );
    expect(edit('$work_1')).toBe(`${head}${filters}${mark('work_1')}${code('$work_1')}${filters}`);
    for (const flag of ['\\Seen', '$Work', '$ü', 'a', '$a&b']) {
      expect(() => edit(flag)).toThrow(/no words for that/);
    }
  });

  it('shows code that the list does not know as edited by hand, until it is settled', () => {
    const rest = `${head}${filters}# FILTER: []\n`;
    const text = `${rest}${code('$a')}${filters}`;
    expect(list(text)).toMatchObject([{ name: 'A', byHand: true }]);
    const settle = (how: 'restore' | 'detach') =>
      change(text, (script) => settleFilter(script, 0, how));
    expect(settle('restore')).toBe(rest + filters);
    expect(settle('detach')).toBe(rest + filters + code('$a'));
    expect(list(settle('detach'))).toMatchObject([{ name: 'A', byHand: false }]);
  });

  it('takes no code out because of a list that cannot be read', () => {
    const { script } = parse(`${head}${filters}# FILTER: [{\n${code('$a')}${filters}`);
    expect(() => settleFilter(script, 0, 'restore')).toThrow(/does not say what this rule does/);
    expect(settleFilter(script, 0, 'detach')).not.toEqual([]);
  });

  it('writes the code of a rule that lost it, or takes it out of the list', () => {
    const text = `${head}${filters}${mark('a')}${filters}`;
    expect(list(text)).toMatchObject([{ name: 'A', enabled: true, byHand: true }]);
    const settle = (how: 'restore' | 'detach') =>
      change(text, (script) => settleFilter(script, 0, how));
    expect(settle('restore')).toBe(`${head}${filters}${mark('a')}${code('$a')}${filters}`);
    expect(settle('detach')).toBe(`${head}${filters}# FILTER: []\n${filters}`);
  });

  it.each(['', 'null', '{}', '[{', '"["'])('adds no rule to the list %j', (json) => {
    const text = `${head}${filters}# FILTER: ${json}\n${code('$a')}${filters}`;
    const form = readFilterForm(parse(text).script, 0);
    if (form === null) throw new Error('The rule is a form.');
    for (const before of [text, vacation]) {
      const add: Change = (script) => addFilter(script, { name: 'B', form });
      expect(() => change(before, add)).toThrow(/no list of Nextcloud’s that can be read/);
    }
  });

  it('writes no text with a line that is a marker', () => {
    const text = `${head}if header :is "Subject" "x" { keep; }\n${filters}# FILTER: []\n${filters}`;
    const form = readFilterForm(parse(text).script, 0);
    const keys = [`a\n${filters}`];
    const test = { type: 'header', not: false, match: 'is', headers: ['Subject'], keys } as const;
    const [branch] = form?.branches ?? [];
    if (branch === undefined) throw new Error('The rule is a form.');
    const cut = { continues: false, branches: [{ ...branch, test }] };
    const add: Change = (script) => addFilter(script, { name: 'B', form: cut });
    const edit: Change = (script) => writeFilterForm(script, 0, cut);
    for (const each of [add, edit]) expect(() => change(text, each)).toThrow(/is a marker/);
  });
});
