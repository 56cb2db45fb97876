import { describe, expect, it } from 'vitest';
import { parse } from '../syntax/parse.ts';
import type { Filter } from './model.ts';
import { readFilters } from './read.ts';

function read(text: string): Filter[] {
  return readFilters(parse(text).script);
}

describe('readFilters', () => {
  it('cuts a script into named parts, in order', () => {
    const text = [
      'require "fileinto";',
      'keep; set "a" "b";',
      '# rule:[one]',
      '# more on it',
      'if header "A" "b" { fileinto "x"; }',
      'if true { stop; } elsif true { keep; } else { keep; }',
      '# rule:[two]',
      'discard;',
    ].join('\n');
    const parts = read(text).map(({ kind, name, from, to }) => [kind, name, text.slice(from, to)]);
    expect(parts).toEqual([
      ['code', '', 'keep; set "a" "b";'],
      ['form', 'one', '# rule:[one]\n# more on it\nif header "A" "b" { fileinto "x"; }'],
      ['code', '', 'if true { stop; } elsif true { keep; } else { keep; }'],
      ['code', 'two', '# rule:[two]\ndiscard;'],
    ]);
  });

  it('reads conditions, not, lists of one, and the default match', () => {
    const text =
      'IF AllOf (not Header :Contains ["From"] ["a"], header "Subject" text:\nb\n.\n) { FILEINTO :create "x"; Stop; }';
    expect(read(text)).toMatchObject([
      {
        kind: 'form',
        name: '',
        enabled: true,
        rule: {
          join: 'allof',
          conditions: [
            { header: 'From', match: 'contains', not: true, value: 'a' },
            { header: 'Subject', match: 'is', not: false, value: 'b\n' },
          ],
          mailbox: 'x',
          create: true,
          stop: true,
        },
      },
    ]);
  });

  it('reads a rule that Roundcube switched off', () => {
    const [filter] = read(
      '# rule:[off]\r\nif false # header :is "a" "b#c"\r\n{\r\n\tfileinto "x";\r\n}\r\n',
    );
    expect(filter).toMatchObject({ kind: 'form', name: 'off', enabled: false });
    expect(filter).toMatchObject({ rule: { conditions: [{ header: 'a', value: 'b#c' }] } });
  });

  it.each([
    ['not anyof', 'if not anyof(header "a" "b") { fileinto "x"; }'],
    ['not not', 'if not not header "a" "b" { fileinto "x"; }'],
    ['nested lists', 'if anyof(allof(header "a" "b")) { fileinto "x"; }'],
    ['several headers', 'if header ["a", "b"] "c" { fileinto "x"; }'],
    ['a comparator', 'if header :comparator "i;octet" "a" "b" { fileinto "x"; }'],
    ['another test', 'if address "a" "b" { fileinto "x"; }'],
    ['another match', 'if header :regex "a" "b" { fileinto "x"; }'],
    ['else', 'if header "a" "b" { fileinto "x"; } else { keep; }'],
    ['another action', 'if header "a" "b" { keep; }'],
    ['more actions', 'if header "a" "b" { fileinto "x"; keep; stop; }'],
    ['stop first', 'if header "a" "b" { stop; fileinto "x"; }'],
    [':copy', 'if header "a" "b" { fileinto :copy "x"; }'],
    ['flags', 'if header "a" "b" { fileinto :create :flags "f" "x"; }'],
    ['a comment in the head', 'if header "a" "b" # why\n{ fileinto "x"; }'],
    ['a bracket comment in the head', 'if false /* header "a" "b" */ { fileinto "x"; }'],
    ['a comment that is no test', 'if false # later\n{ fileinto "x"; }'],
    ['a comment that is more than a test', 'if false # true { stop; } if true\n{ fileinto "x"; }'],
    ['a comment before false', 'if # a\n false { fileinto "x"; }'],
    ['two comments', 'if false # header "a" "b"\n# c\n{ fileinto "x"; }'],
    ['variables', `require "variables"; if header "a" "b" { fileinto "\${x}"; }`],
    [
      'encoded characters',
      `require "encoded-character"; if header "a" "\${hex:40}" { fileinto "x"; }`,
    ],
  ])('shows %s as code', (_name, text) => {
    expect(read(text)).toMatchObject([{ kind: 'code' }]);
  });

  it('takes a name from a line of its own alone', () => {
    expect(read('keep; # rule:[no]\nif true { stop; }').map((f) => f.name)).toEqual(['', '']);
    expect(read('# rule:[a] b] c\nkeep;').map((f) => f.name)).toEqual(['a] b']);
    expect(read('/* # rule:[no] */ keep;').map((f) => f.name)).toEqual(['']);
  });

  it('reads what it can of a script with syntax errors', () => {
    expect(read('if header "a" "b" { fileinto "x" }\nkeep').map((f) => f.kind)).toEqual([
      'form',
      'code',
    ]);
  });
});
