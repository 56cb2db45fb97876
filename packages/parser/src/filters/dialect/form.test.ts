import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { applyEdits } from '../../text/edit.ts';
import { validate } from '../../validate/validate.ts';
import type { FilterAction, FilterForm, FilterTest } from '../form/model.ts';
import { addFilter, readFilterForm, writeFilterForm } from './form.ts';

const all = [
  'require ["fileinto", "imap4flags", "copy", "mailbox", "special-use", "envelope", "subaddress",',
  '"body", "date", "relational", "regex", "duplicate", "spamtest", "spamtestplus", "virustest",',
  '"vacation", "vacation-seconds", "fcc", "enotify", "editheader", "include", "reject", "ereject",',
  '"index", "extlists", "comparator-i;ascii-numeric"];\n',
].join('\n');

const read = (text: string): FilterForm | null => readFilterForm(parse(text).script, 0);

function change(text: string, next: (form: FilterForm) => FilterForm): string {
  const { script } = parse(text);
  const form = readFilterForm(script, 0);
  if (form === null) throw new Error('no form');
  return applyEdits(text, writeFilterForm(script, 0, next(form)));
}

const withTest = (test: FilterTest | null) => (form: FilterForm) => ({
  ...form,
  branches: form.branches.map((branch, at) => (at === 0 ? { ...branch, test } : branch)),
});
const withActions = (actions: readonly FilterAction[]) => (form: FilterForm) => ({
  ...form,
  branches: form.branches.map((branch, at) => (at === 0 ? { ...branch, actions } : branch)),
});

describe('a condition', () => {
  it.each([
    'true',
    'not false',
    'header :is "Subject" "a"',
    'not header :contains ["Subject", "X"] ["a", "b"]',
    'header :index 2 :last :comparator "i;octet" :matches "Subject" "a*"',
    'header :regex "Subject" "^a"',
    'header :list "From" ":addrbook:default"',
    'header :comparator "i;ascii-numeric" :value "gt" "X" "2"',
    'header :count "ge" "Received" "3"',
    'address :is :domain "From" "example.org"',
    'address :is :detail ["To", "Cc"] "lists"',
    'envelope :contains :user "to" "a"',
    'size :over 2M',
    'size :under 1025',
    'body :contains "a"',
    'body :contains :raw "a"',
    'body :is :content ["text/plain", "text"] "a"',
    'date :zone "+0200" :value "ge" "Date" "iso8601" "2026"',
    'date :originalzone :is "Date" "weekday" "1"',
    'currentdate :zone "+0000" :is "weekday" ["0", "6"]',
    'exists ["a", "b"]',
    'hasflag :contains "\\\\Seen"',
    'duplicate :handle "a" :header "X" :seconds 60 :last',
    'spamtest :percent :value "ge" "50"',
    'virustest :value "eq" "5"',
    'mailboxexists "A"',
    'specialuse_exists "\\\\Junk"',
    'anyof (true, not allof (exists "a", size :over 1K), false)',
  ])('%s is read, and written as it was', (test) => {
    const text = `${all}if ${test} { keep; }\n`;
    const form = read(text);
    expect(form).not.toBeNull();
    const start = 'if header :is "a" "b" { keep; }\n';
    const written = change(all + start, () => form as FilterForm);
    expect(written).toBe(text);
    expect(validate(parse(written).script)).toEqual([]);
  });

  it.each([
    'not not true',
    'header :mime :anychild "a" "b"',
    'environment "name" "x"',
    'hasflag "a" "b"',
    'anyof ()',
    'size :over :under 2',
    'header :is :contains "a" "b"',
    'header "a" "b" "c"',
    'header "a" :is "b"',
    'constructor "a"',
    'header :constructor "a" "b"',
    'header :value "constructor" "a" "b"',
  ])('%s is no condition of the form', (test) => {
    expect(read(`${all}if ${test} { keep; }\n`)).toBeNull();
  });
});

describe('an action', () => {
  it.each([
    'fileinto "A";',
    'fileinto :copy :create :specialuse "\\\\Archive" :flags ["a", "\\\\Seen"] "A";',
    'redirect "a@example.org";',
    'redirect :copy "a@example.org";',
    'discard;',
    'stop;',
    'keep;',
    'keep :flags "a";',
    'reject "no";',
    'addflag ["a", "b"];',
    'setflag "a";',
    'removeflag "a";',
    'vacation :days 3 :subject "s" :from "a@example.org" :addresses ["b@example.org", "c@example.org"] :mime :handle "h" "Away";',
    'vacation :seconds 3600 :fcc "Sent" :create :flags "\\\\Seen" "Away";',
    'notify :from "a@example.org" :importance "1" :options "a=b" :message "m" "mailto:a@example.org";',
    'addheader :last "X" "y";',
    'deleteheader :index 1 :last :contains "X" ["y", "z"];',
    'deleteheader "X";',
    'include :personal :once :optional "a";',
    'include "a";',
  ])('%s is read, and written as it was', (action) => {
    const text = `${all}if true { ${action} }\n`;
    const form = read(text);
    expect(form).not.toBeNull();
    const written = change(`${all}if true { keep :flags "old"; }\n`, () => form as FilterForm);
    expect(written).toBe(text);
    expect(validate(parse(written).script)).toEqual([]);
  });

  it.each([
    'redirect :notify "never" "a@example.org";',
    'addflag "v" "a";',
    'if true { keep; }',
    'pipe "x";',
    'fileinto ["A"];',
    'constructor;',
    'keep :flags;',
  ])('%s is no action of the form', (action) => {
    expect(read(`${all}if true { ${action} }\n`)).toBeNull();
  });
});

describe('an edit', () => {
  const key: FilterTest = {
    type: 'header',
    not: false,
    match: 'is',
    headers: ['Subject'],
    keys: ['a'],
  };
  const file: FilterAction = { type: 'fileinto', mailbox: 'B' };

  it.each<[string, string, (form: FilterForm) => FilterForm, string]>([
    [
      'one condition of several',
      'if anyof (exists "a", # why\n  exists "b") {\n  keep; # so\n}\n',
      withTest({
        type: 'anyof',
        not: false,
        tests: [
          { type: 'exists', not: false, headers: ['a'] },
          { type: 'exists', not: true, headers: ['b'] },
        ],
      }),
      'if anyof (exists "a", # why\n  not exists "b") {\n  keep; # so\n}\n',
    ],
    [
      'a condition more',
      'if anyof (exists "a", /* x */ exists "b") { keep; }\n',
      (form) => {
        const test = form.branches[0]?.test;
        if (test?.type !== 'anyof') throw new Error('no group');
        return withTest({ ...test, tests: [...test.tests, key] })(form);
      },
      'if anyof (exists "a", /* x */ exists "b", header :is "Subject" "a") { keep; }\n',
    ],
    [
      'a condition less, the first',
      'if anyof (exists "a", exists "b") { keep; }\n',
      (form) => {
        const test = form.branches[0]?.test;
        if (test?.type !== 'anyof') throw new Error('no group');
        return withTest({ ...test, tests: test.tests.slice(1) })(form);
      },
      'if anyof (exists "b") { keep; }\n',
    ],
    [
      'an action more, with its require',
      '# rule:[A]\r\nif true\r\n{\r\n\tstop;\r\n}\r\n',
      withActions([file, { type: 'stop' }]),
      'require ["fileinto"];\r\n# rule:[A]\r\nif true\r\n{\r\n\tfileinto "B";\r\n\tstop;\r\n}\r\n',
    ],
    [
      'an action in an empty block',
      'if true {\n}\n',
      withActions([{ type: 'stop' }]),
      'if true {\n\tstop;\n}\n',
    ],
    [
      'another action, and what required the old one alone',
      'require ["fileinto", "copy"];\n# rule:[A]\nif true\n{\n\tfileinto "A";\n}\n',
      withActions([{ type: 'redirect', copy: true, address: 'a@example.org' }]),
      'require ["copy"];\n# rule:[A]\nif true\n{\n\tredirect :copy "a@example.org";\n}\n',
    ],
    [
      'a branch more',
      'if true { keep; }\n',
      (form) => ({ ...form, branches: [...form.branches, { test: null, actions: [] }] }),
      'if true { keep; }\nelse {\n}\n',
    ],
    [
      'a branch less',
      'if exists "a" { keep; } elsif exists "b" { stop; } else { discard; }\n',
      (form) => ({ ...form, branches: form.branches.slice(0, 2) }),
      'if exists "a" { keep; } elsif exists "b" { stop; }\n',
    ],
    [
      'a condition that is switched off',
      '# rule:[A]\nif false # exists "a"\n{\n\tkeep;\n}\n',
      withTest(key),
      '# rule:[A]\nif false # header :is "Subject" "a"\n{\n\tkeep;\n}\n',
    ],
    [
      'actions without a condition',
      'keep; stop;\n',
      withActions([{ type: 'keep' }, { type: 'discard' }, { type: 'stop' }]),
      'keep; discard; stop;\n',
    ],
    [
      'actions that get a condition',
      'keep;\nstop;\n',
      withTest(key),
      'if header :is "Subject" "a"\n{\n\tkeep;\n\tstop;\n}\n',
    ],
    [
      'variables stay as they are',
      'require ["variables", "fileinto"];\nif header :matches "a" "*" { set "x" "${1}"; fileinto "${x}"; stop; }\n',
      (form) => withActions(form.branches[0]?.actions.slice(0, 2) ?? [])(form),
      'require ["variables", "fileinto"];\nif header :matches "a" "*" { set "x" "${1}"; fileinto "${x}"; }\n',
    ],
  ])('%s', (_, text, next, wanted) => {
    expect(change(text, next)).toBe(wanted);
  });

  it.each<[string, string, (form: FilterForm) => FilterForm, RegExp]>([
    ['a comment would go', 'if exists /* a */ "a" { keep; }\n', withTest(key), /remove a comment/],
    [
      'two lines in a comment',
      '# rule:[A]\nif false # exists "a"\n{\n\tkeep;\n}\n',
      withTest({ ...key, keys: ['a\nb'] }),
      /Switch it on first/,
    ],
    [
      'a branch after a rule that is off',
      '# rule:[A]\nif false # exists "a"\n{\n\tkeep;\n}\n',
      (form) => ({ ...form, branches: [...form.branches, { test: null, actions: [] }] }),
      /Switch it on first/,
    ],
    [
      'a rule that never holds',
      'if true { keep; }\n',
      withTest({ type: 'false', not: false }),
      /Switch it off instead/,
    ],
    ['no key', 'if true { keep; }\n', withTest({ ...key, keys: [] }), /cannot be written/],
    [
      'no address',
      'if true { keep; }\n',
      withActions([{ type: 'redirect', address: 'a b' }]),
      /address/,
    ],
    [
      'an empty group',
      'if true { keep; }\n',
      withTest({ type: 'anyof', not: false, tests: [] }),
      /group/,
    ],
    [
      'code of its own',
      'if true { keep; }\n',
      withActions([{ type: 'code', code: 'discard;' }]),
      /as code alone/,
    ],
    [
      'a lone carriage return',
      'if true { keep; }\n',
      withTest({ ...key, keys: ['a\rb'] }),
      /carriage return/,
    ],
  ])('is refused: %s', (_, text, next, reason) => {
    expect(() => change(text, next)).toThrow(reason);
  });
});

describe('values that look like code', () => {
  const values = [
    '${x}',
    '$${x}{y',
    '${',
    '${_}',
    '${hex:41}',
    '"',
    '\\',
    '*?',
    ' a ',
    '&APw-',
    'ü☂',
  ];
  const heads = [
    '',
    'require ["variables"];\n',
    'require ["encoded-character"];\n',
    'require ["variables", "encoded-character"];\n',
  ];
  it.each(heads.flatMap((head) => values.map((value) => [head, value] as const)))(
    '%j: %j comes back',
    (head, value) => {
      const form: FilterForm = {
        continues: false,
        branches: [
          {
            test: { type: 'header', not: false, match: 'contains', headers: ['X'], keys: [value] },
            actions: [{ type: 'fileinto', mailbox: value }],
          },
        ],
      };
      const text = applyEdits(head, addFilter(parse(head).script, { name: 'A', form }));
      expect(read(text)).toEqual(form);
    },
  );
});

describe('a new rule', () => {
  const form: FilterForm = {
    continues: false,
    branches: [
      { test: { type: 'exists', not: false, headers: ['a'] }, actions: [{ type: 'stop' }] },
    ],
  };
  it.each([
    ['', true, '# rule:[N]\r\nif exists "a"\r\n{\r\n\tstop;\r\n}\r\n'],
    ['keep;', false, 'keep;\r\n# rule:[N]\r\nif false # exists "a"\r\n{\r\n\tstop;\r\n}\r\n'],
    [
      '# Filter: A\nkeep;\n',
      false,
      '# Filter: A\nkeep;\n# Filter: N\nif false {\n    if exists "a" {\n        stop;\n    }\n}\n',
    ],
    [
      '# A\ndisabled_if true {\n}\n',
      false,
      '# A\ndisabled_if true {\n}\n# N\ndisabled_if exists "a" {\n    stop;\n}\n',
    ],
  ])('%j, on: %s', (text, enabled, wanted) => {
    const edits = addFilter(parse(text).script, { name: 'N', form, enabled });
    expect(applyEdits(text, edits)).toBe(wanted);
  });

  it.each<[string, string, FilterForm, RegExp]>([
    ['nothing', '', { continues: false, branches: [] }, /does something/],
    ['a branch of another', 'keep;\n', { ...form, continues: true }, /no branch of another/],
    [
      'an action of no name',
      '',
      {
        continues: false,
        branches: [{ test: null, actions: [{ type: 'constructor' } as unknown as FilterAction] }],
      },
      /knows no "constructor"/,
    ],
    [
      'what excludes something that is required',
      'require "notify";\n',
      {
        continues: false,
        branches: [{ test: null, actions: [{ type: 'notify', method: 'mailto:a@example.org' }] }],
      },
      /notify/,
    ],
  ])('is refused: %s', (_, text, refused, reason) => {
    const { script } = parse(text);
    expect(() => addFilter(script, { name: 'N', form: refused })).toThrow(reason);
  });
});
