import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { applyEdits } from '../text/edit.ts';
import type { Vacation } from './model.ts';
import { readFilters } from './read.ts';
import { readVacation } from './read-vacation.ts';
import { writeVacation } from './write-vacation.ts';

const away: Vacation = {
  enabled: true,
  subject: 'Away',
  message: 'I am "away".',
  days: 7,
  addresses: [],
  zone: '+0000',
};

function scriptOf(text: string): ReturnType<typeof parse>['script'] {
  const { script, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return script;
}

function write(text: string, vacation: Vacation | null): string {
  return applyEdits(text, writeVacation(scriptOf(text), vacation));
}

describe('writeVacation', () => {
  it('writes dates with their zone, a text of several lines, and what it requires', () => {
    const vacation: Vacation = {
      ...away,
      message: 'Hello,\n.\nbye\n',
      addresses: ['a@example.org', 'b@example.org'],
      start: '2026-12-24',
      end: '2027-01-06',
      zone: '+0100',
    };
    expect(write('', vacation)).toBe(
      [
        'require ["vacation", "date", "relational"];',
        '# rule:[Vacation]',
        'if allof (currentdate :zone "+0100" :value "ge" "date" "2026-12-24", ' +
          'currentdate :zone "+0100" :value "le" "date" "2027-01-06")',
        '{',
        '\tvacation :days 7 :subject "Away" :addresses ["a@example.org","b@example.org"] text:',
        'Hello,',
        '..',
        'bye',
        '',
        '.',
        ';',
        '}',
        '',
      ].join('\r\n'),
    );
  });

  it('stands right after require, before rules that stop', () => {
    const text = '# mine\nrequire "fileinto"; # for rules\n# rule:[x]\nif true { stop; }\n';
    expect(write(text, away)).toBe(
      text
        .replace('require "fileinto";', 'require ["fileinto", "vacation"];')
        .replace(
          '# rule:[x]',
          '# rule:[Vacation]\nif true\n{\n\tvacation :days 7 :subject "Away" "I am \\"away\\".";\n}\n# rule:[x]',
        ),
    );
  });

  it('starts a line of its own where require ends none', () => {
    expect(write('require "vacation"; keep;', away)).toMatch(
      /^require "vacation";\r\n# rule:\[Vacation\]\r\nif true\r\n[\s\S]*\r\n\}\r\n keep;$/,
    );
  });

  it('replaces the reply in its place, and changes nothing where nothing differs', () => {
    const text = 'require "vacation";\nkeep;\nvacation "old"; # why\nstop;\n';
    const changed = write(text, { ...away, enabled: false });
    expect(changed).toMatch(
      /^require "vacation";\nkeep;\nif false # true\n\{[\s\S]*\n\} # why\nstop;\n$/,
    );
    expect(write(changed, { ...away, enabled: false })).toBe(changed);
  });

  it('removes the reply with its name line', () => {
    const text = 'require "vacation";\n# rule:[Vacation]\nif true { vacation "x"; }\nkeep;\n';
    expect(write(text, null)).toBe('require "vacation";\nkeep;\n');
    expect(write('keep;', null)).toBe('keep;');
  });

  it.each([
    ['a day that does not exist', { start: '2026-02-30' }, 'bad-date'],
    ['days in the wrong order', { start: '2026-02-02', end: '2026-02-01' }, 'bad-date'],
    ['a zone with a name', { zone: 'CET' }, 'bad-zone'],
    ['no days', { days: 0 }, 'bad-days'],
    ['part of a day', { days: 1.5 }, 'bad-days'],
    ['a subject of two lines', { subject: 'a\nb' }, 'bad-value'],
    ['NUL', { message: 'a\0' }, 'bad-value'],
    ['NUL on one of several lines', { message: 'a\n\0' }, 'bad-value'],
  ])('refuses %s', (_name, part, code) => {
    expect(() => write('', { ...away, ...part })).toThrow(expect.objectContaining({ code }));
  });

  it('refuses text that the server would replace', () => {
    const vacation = { ...away, message: `costs \${price}` };
    expect(() => write('require "variables";', vacation)).toThrow(/variables/);
    expect(write('', vacation)).toContain(`costs \${price}`);
  });
});

describe('readVacation', () => {
  it.each([
    ['no reply', 'keep;', null],
    ['a bare one', 'vacation "hi";', { ...away, subject: '', message: 'hi' }],
    [
      'one until a day',
      'if currentdate :value "le" :zone "-0500" "date" ["2026-01-31"] { vacation :addresses "a@b" "hi"; }',
      {
        ...away,
        subject: '',
        message: 'hi',
        addresses: ['a@b'],
        end: '2026-01-31',
        zone: '-0500',
      },
    ],
    [
      'one switched off as Roundcube does',
      'if false # currentdate :zone "+0000" :value "ge" "date" "2026-01-31"\n{ vacation :days 2 "hi"; }',
      { ...away, enabled: false, subject: '', message: 'hi', days: 2, start: '2026-01-31' },
    ],
  ])('reads %s', (_name, text, expected) => {
    expect(readVacation(scriptOf(text))).toEqual(expected);
  });

  it.each([
    ['a tag that the form lacks', 'vacation :handle "x" "hi";'],
    ['a tag given twice', 'vacation :days 1 :days 2 "hi";'],
    ['further actions', 'if true { vacation "hi"; stop; }'],
    ['another condition', 'if header :is "a" "b" { vacation "hi"; }'],
    ['a chain', 'if true { vacation "hi"; } else { keep; }'],
    ['a day without a zone', 'if currentdate :value "ge" "date" "2026-01-31" { vacation "hi"; }'],
    [
      'a time',
      'if currentdate :zone "+0000" :value "ge" "iso8601" "2026-01-31" { vacation "hi"; }',
    ],
    [
      'two zones',
      'if allof(currentdate :zone "+0000" :value "ge" "date" "2026-01-31", currentdate :zone "+0100" :value "le" "date" "2026-01-31") { vacation "hi"; }',
    ],
    [
      'two first days',
      'if allof(currentdate :zone "+0000" :value "ge" "date" "2026-01-31", currentdate :zone "+0000" :value "ge" "date" "2026-01-30") { vacation "hi"; }',
    ],
    ['comments within', 'vacation /* why */ "hi";'],
    ['comments in the block', 'if true { # why\nvacation "hi"; }'],
    ['two replies', 'vacation "a"; vacation "b";'],
    ['one deep within', 'if true { if true { vacation "hi"; } }'],
    ['a variable', `require "variables"; vacation "hi \${name}";`],
    [
      'another comparison',
      'if currentdate :zone "+0000" :value "eq" "date" "2026-01-31" { vacation "hi"; }',
    ],
  ])('leaves %s as code, and refuses to write over it', (_name, text) => {
    expect(readVacation(scriptOf(text))).toMatchObject({ unsupported: true });
    expect(readFilters(scriptOf(text)).length).toBeGreaterThan(0);
    expect(() => write(text, away)).toThrow(expect.objectContaining({ code: 'needs-code' }));
  });

  it('keeps a reply that the form shows out of the filters', () => {
    expect(readFilters(scriptOf('keep; vacation "hi"; stop;'))).toMatchObject([
      { kind: 'code', from: 0, to: 5 },
      { kind: 'code', from: 21, to: 26 },
    ]);
  });
});

const line = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '$', '{', '}', '#', '.', ' ', 'é', '😀', ';', '*/'),
});
const day = fc.constantFrom('2026-01-31', '2026-02-28');
const vacations: fc.Arbitrary<Vacation> = fc
  .record(
    {
      enabled: fc.boolean(),
      subject: line,
      message: fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n')),
      days: fc.integer({ min: 1, max: 30 }),
      addresses: fc.array(line, { maxLength: 3 }),
      start: day,
      end: fc.constantFrom('2026-03-01', '2027-12-31'),
      zone: fc.constantFrom('+0000', '-0330', '+1400'),
    },
    { requiredKeys: ['enabled', 'subject', 'message', 'days', 'addresses', 'zone'] },
  )
  .map((v) => ('start' in v || 'end' in v ? v : { ...v, zone: '+0000' }));

describe('properties', () => {
  const text = fc.constantFrom(
    '',
    '\ufeffkeep;\n',
    'require ["fileinto"];\r\n\r\nif true { stop; }\r\n',
    '# a\nrequire "vacation"; vacation "x"; # b\n/* c */',
  );

  it('reads the reply that it wrote, in any script', () => {
    fc.assert(
      fc.property(text, vacations, vacations, (before, first, second) => {
        const once = write(before, first);
        expect(readVacation(scriptOf(once))).toEqual(first);
        const twice = write(once, second);
        expect(readVacation(scriptOf(twice))).toEqual(second);
      }),
    );
  });
});
