import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { applyEdits } from '../text/edit.ts';
import { FilterError, isFilterError } from './error.ts';
import type { Filter, FilterEntry, FormFilter, Rule } from './model.ts';
import { readFilters } from './read.ts';
import { addRule, removeFilter, replaceRule } from './write.ts';

const simple: Rule = {
  join: 'anyof',
  conditions: [{ header: 'Subject', match: 'contains', not: false, value: 'invoice' }],
  mailbox: 'Bills',
  create: false,
  stop: true,
};

function scriptOf(text: string): ReturnType<typeof parse>['script'] {
  const { script, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return script;
}

function filtersOf(text: string): Filter[] {
  return readFilters(scriptOf(text));
}

function add(text: string, entry: FilterEntry): string {
  return applyEdits(text, addRule(scriptOf(text), entry));
}

function form(text: string, index: number): FormFilter {
  const filter = filtersOf(text)[index];
  if (filter?.kind !== 'form') throw new Error(`filter ${index} of ${text} is no form`);
  return filter;
}

function replace(text: string, index: number, entry: Partial<FilterEntry>): string {
  const filter = form(text, index);
  const whole = { name: filter.name, rule: filter.rule, ...entry };
  return applyEdits(text, replaceRule(scriptOf(text), filter, whole));
}

describe('addRule', () => {
  it('writes Roundcube’s form, with CR LF into a new script', () => {
    expect(add('', { name: 'Bills', rule: simple })).toBe(
      [
        'require ["fileinto"];',
        '# rule:[Bills]',
        'if header :contains "Subject" "invoice"',
        '{',
        '\tfileinto "Bills";',
        '\tstop;',
        '}',
        '',
      ].join('\r\n'),
    );
  });

  it('writes several conditions, :create and a switched-off rule', () => {
    const rule: Rule = {
      join: 'allof',
      conditions: [
        ...simple.conditions,
        { header: 'From', match: 'is', not: true, value: 'a"b\\c' },
      ],
      mailbox: 'A/B ',
      create: true,
      stop: false,
    };
    expect(add('require "mailbox";\nkeep;', { name: 'x', rule, enabled: false })).toBe(
      [
        'require ["mailbox", "fileinto"];',
        'keep;',
        '# rule:[x]',
        'if false # allof (header :contains "Subject" "invoice", not header :is "From" "a\\"b\\\\c")',
        '{',
        '\tfileinto :create "A/B ";',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('keeps a byte-order mark first', () => {
    expect(add('\ufeff', { name: '', rule: simple })).toMatch(/^\ufeffrequire/);
  });

  it.each([
    ['a line break in the name', '', { name: 'a\nkeep;', rule: simple }, 'bad-name'],
    [
      'a rule without conditions',
      '',
      { name: '', rule: { ...simple, conditions: [] } },
      'no-condition',
    ],
    ['no mailbox', '', { name: '', rule: { ...simple, mailbox: '' } }, 'bad-value'],
    ['NUL in a value', '', { name: '', rule: { ...simple, mailbox: 'a\0' } }, 'bad-value'],
    [
      'a variable in a script with variables',
      'require "variables";',
      { name: '', rule: { ...simple, mailbox: `\${x}` } },
      'uses-variables',
    ],
    [
      'a line break in the conditions of a switched-off rule',
      '',
      {
        name: '',
        enabled: false,
        rule: {
          ...simple,
          conditions: [{ header: 'Subject', match: 'is' as const, not: false, value: 'a\r\nb' }],
        },
      },
      'disabled-lines',
    ],
  ])('refuses %s', (_name, text, entry, code) => {
    expect(() => add(text, entry)).toThrow(expect.objectContaining({ name: 'FilterError', code }));
  });
});

const sample = [
  '# my mail\r\n',
  'require ["fileinto"];\r\n',
  '# rule:[A]\r\n',
  'if  anyof(header "Subject" "a",header :matches ["X-Y"] "b*")\r\n',
  '{\r\n\t# into A\r\n\tfileinto "A"; # there\r\n}\n',
  '# rule:[B] off\n',
  'if false # header :is "To" "b" \n{ fileinto "B"; stop; }\n',
  '\n# last\nkeep;\n',
].join('');

describe('replaceRule', () => {
  it('changes nothing where nothing differs', () => {
    for (const index of [0, 1]) {
      const filter = form(sample, index);
      expect(replaceRule(scriptOf(sample), filter, filter)).toEqual([]);
    }
  });

  it.each<[string, number, Partial<FilterEntry>, string, string]>([
    ['the name', 0, { name: 'new] name' }, '# rule:[A]', '# rule:[new] name]'],
    ['the name where a note follows it', 1, { name: 'C' }, '# rule:[B] off', '# rule:[C] off'],
    [
      'to off, as written',
      0,
      { enabled: false },
      'if  anyof(header "Subject" "a",header :matches ["X-Y"] "b*")\r\n',
      'if  false # anyof(header "Subject" "a",header :matches ["X-Y"] "b*")\r\n',
    ],
    [
      'to on, as written',
      1,
      { enabled: true },
      'if false # header :is "To" "b" \n',
      'if header :is "To" "b"\n',
    ],
  ])('changes %s and nothing else', (_name, index, entry, before, after) => {
    expect(replace(sample, index, entry)).toBe(sample.replace(before, after));
  });

  it('changes the mailbox and adds stop, keeping the comments of the block', () => {
    const rule = { ...form(sample, 0).rule, mailbox: 'Z', stop: true };
    expect(replace(sample, 0, { rule })).toBe(
      sample.replace('fileinto "A";', 'fileinto "Z";\r\n\tstop;'),
    );
  });

  it('takes stop away with its line', () => {
    const text = add('', { name: 'x', rule: simple });
    const changed = replace(text, 0, { rule: { ...simple, stop: false } });
    expect(changed).toBe(text.replace('\tstop;\r\n', ''));
  });

  it('breaks the line before a brace that a switched-off test would hide', () => {
    const text = 'require "fileinto";\nif header :is "A" "b" { fileinto "c"; }\n';
    const off = replace(text, 0, { enabled: false });
    expect(off).toBe('require "fileinto";\nif false # header :is "A" "b"\n { fileinto "c"; }\n');
    expect(form(off, 0)).toMatchObject({ enabled: false });
  });

  it('names a rule that had no name', () => {
    const text = 'require "fileinto";\nkeep; if header :is "A" "b" { fileinto "c"; }\n';
    expect(form(replace(text, 1, { name: 'n' }), 1).name).toBe('n');
  });

  it('refuses a filter of another script', () => {
    const filter = form(sample, 1);
    expect(() => replaceRule(scriptOf('keep;'), filter, filter)).toThrow(FilterError);
    try {
      removeFilter(scriptOf('keep;'), filter);
      throw new Error('not refused');
    } catch (error) {
      expect(isFilterError(error) && error.code).toBe('stale-filter');
    }
  });

  it('refuses a filter that the form does not show', () => {
    const text = 'if true { stop; }';
    const shown = { ...form(sample, 1), from: 0, to: text.length };
    expect(() => replaceRule(scriptOf(text), shown, shown)).toThrow(/not in the script/);
    const [code] = filtersOf(text);
    const entry = { name: '', rule: simple };
    expect(() => replaceRule(scriptOf(text), code as FormFilter, entry)).toThrow(/as code/);
  });
});

describe('removeFilter', () => {
  it('takes the name line and the line end with it', () => {
    const filter = form(sample, 1);
    const start = sample.indexOf('# rule:[B]');
    const end = sample.indexOf('\n# last');
    expect(applyEdits(sample, removeFilter(scriptOf(sample), filter))).toBe(
      sample.slice(0, start) + sample.slice(end),
    );
  });

  it('leaves what else stands on the line', () => {
    const text = 'keep; if true { discard; } # note\nstop;';
    const [, filter] = filtersOf(text);
    if (filter === undefined) throw new Error('no filter');
    expect(applyEdits(text, removeFilter(scriptOf(text), filter))).toBe('keep;  # note\nstop;');
  });
});

const value = fc.string({
  unit: fc.constantFrom(
    'a',
    '"',
    '\\',
    '*',
    '?',
    '$',
    '{',
    '}',
    '#',
    '/*',
    '*/',
    '.',
    ' ',
    'é',
    '😀',
    '&APw-',
    '\t',
    ';',
  ),
});
const condition = fc.record({
  header: value,
  match: fc.constantFrom('contains', 'is', 'matches'),
  not: fc.boolean(),
  value,
});
const anyRule: fc.Arbitrary<Rule> = fc.record({
  join: fc.constantFrom('anyof', 'allof'),
  conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
  mailbox: value.filter((v) => v !== ''),
  create: fc.boolean(),
  stop: fc.boolean(),
});
const entry = fc.record({ name: value, rule: anyRule, enabled: fc.boolean() });
const surroundings = fc.constantFrom(
  '',
  'require "fileinto";\nkeep;',
  '\ufeffrequire ["copy",\r\n  "mailbox"];\r\n# note\r\n',
  sample,
  '/* a */ if true { stop; } else { keep; } # end',
);

function strip(filter: Filter | undefined): unknown {
  if (filter?.kind !== 'form') return filter;
  const { name, rule, enabled } = filter;
  return { name, rule, enabled };
}

describe('properties', () => {
  it('reads what it wrote, and it parses', () => {
    fc.assert(
      fc.property(surroundings, entry, (text, e) => {
        const written = add(text, e);
        expect(strip(filtersOf(written).at(-1))).toEqual(e);
        expect(filtersOf(written).slice(0, -1).map(strip)).toHaveLength(filtersOf(text).length);
      }),
    );
  });

  it('replaces one rule and leaves the bytes of the others', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), fc.nat(), entry, (all, n, e) => {
        const text = all.reduce(add, '# top\nrequire ["fileinto", "mailbox"];\n');
        const filter = form(text, n % all.length);
        const changed = applyEdits(text, replaceRule(scriptOf(text), filter, e));
        expect(strip(form(changed, n % all.length))).toEqual(e);
        expect(changed.startsWith(text.slice(0, filter.from))).toBe(true);
        expect(changed.endsWith(text.slice(filter.to))).toBe(true);
      }),
    );
  });

  it('removes what was added, byte for byte', () => {
    fc.assert(
      fc.property(surroundings, entry, (before, e) => {
        const required = applyEdits(before, addRule(scriptOf(before), e).slice(0, -1));
        const text = required === '' || /[\n\ufeff]$/.test(required) ? required : `${required}\n`;
        const added = add(text, e);
        const filter = filtersOf(added).at(-1);
        if (filter === undefined) throw new Error('nothing added');
        expect(applyEdits(added, removeFilter(scriptOf(added), filter))).toBe(text);
      }),
    );
  });
});
