import { expect, test } from 'vitest';
import { findings } from '../test/findings.ts';
import { check } from './check.ts';
import { fixAll } from './service/code-action.ts';
import { parse } from './syntax/parse.ts';
import { applyEdits } from './text/edit.ts';

const lines = [
  'require ["fileinto", "imap4flags", "copy", "variables", "relational", "comparator-i;ascii-numeric", "date", "envelope", "vacation", "body", "regex", "include", "enotify", "reject", "subaddress", "mailbox", "index", "duplicate", "environment", "foreverypart", "mime", "editheader", "encoded-character"];',
  '# rule:[Lists]',
  'if anyof (header :contains "list-id" "sieve", address :is "to" "list@example.org") {',
  '  fileinto :create "Lists";',
  '  stop;',
  '} elsif allof (size :over 1M, not exists "x-ok") {',
  '  addflag "\\\\Flagged";',
  '  fileinto "Large";',
  '} else {',
  '  keep;',
  '}',
  'if header :value "ge" :comparator "i;ascii-numeric" "x-score" "5" {',
  '  redirect :copy "a@example.org";',
  '}',
  'if currentdate :zone "+0100" :is "weekday" "0" {',
  '  vacation :days 7 :addresses ["a@example.org", "b@example.org"] text:',
  'Away.',
  '.',
  '  ;',
  '}',
  'set :lower "name" "Alice";',
  `if string :matches "\${name}" "a*" {`,
  `  fileinto "\${1}";`,
  '}',
  '/* the end',
  ' */',
];

test('the script is right', () => {
  expect(findings(lines.join('\n'))).toEqual([]);
});

/** A slip: the line, what stands there, what was typed, its code, and where that is told unless there. */
const slips: readonly [line: number, was: string, typed: string, code: string, told?: number][] = [
  [1, '["fileinto",', '"fileinto",', 'missing-left-bracket'],
  [1, '"copy",', '"copy"', 'missing-comma'],
  [1, '"comparator', 'comparator', 'unterminated-string'],
  [12, '"i;ascii', 'i;ascii', 'unterminated-string'],
  [1, '];', ']', 'missing-semicolon'],
  [1, '"encoded-character"];', '"encoded-character";', 'missing-right-bracket'],
  [1, 'require', 'requires', 'unknown-command'],
  [1, 'require', 'requier', 'unknown-command'],
  [1, '"imap4flags",', '"imap4flag",', 'unknown-capability'],
  [1, '"fileinto",', '"filinto",', 'unknown-capability'],
  [1, '"fileinto",', 'fileinto,', 'unquoted-string'],
  [1, '"comparator-i;ascii-numeric",', '"comparator-i;ascii-numerc",', 'unknown-capability'],
  [1, '"fileinto", "imap4flags",', '"imap4flags",', 'missing-require', 4],
  [1, '"variables", "relational",', '"relational",', 'missing-require', 21],
  [1, '"copy",', '"copy",,', 'extra-comma'],
  [2, '# rule', '// rule', 'wrong-comment'],
  [5, 'stop;', 'stop; // the end;', 'wrong-comment'],
  [3, ' {', ' // { or not\n{', 'wrong-comment'],
  [3, ':contains', ':contian', 'unknown-tag'],
  [3, ':contains', 'contains', 'missing-colon'],
  [3, ':contains', ': contains', 'tag-with-space'],
  [3, '"sieve",', '"sieve"', 'missing-comma'],
  [3, 'example.org")', 'example.org"', 'missing-right-parenthesis'],
  [3, ' {', '', 'missing-left-brace'],
  [3, '(header', 'header', 'missing-left-parenthesis'],
  [3, 'anyof', 'anyoff', 'unknown-test'],
  [3, 'anyof', 'or', 'unknown-test'],
  [3, 'header', 'headr', 'unknown-test'],
  [3, '"list-id"', 'list-id', 'unquoted-string'],
  [3, '"sieve",', '"sieve,', 'unterminated-string'],
  [3, '"sieve",', "'sieve',", 'wrong-quote'],
  [3, '"sieve",', '“sieve”,', 'wrong-quote'],
  [3, '"to"', '"subject"', 'no-address-header'],
  [3, 'if', 'fi', 'unknown-command'],
  [3, '"list-id" "sieve",', '"list-id",', 'missing-argument'],
  [3, '"list-id"', '"list-id",', 'missing-left-bracket'],
  [
    3,
    'anyof (header :contains "list-id" "sieve", address :is "to" "list@example.org"',
    '(anyof (header :contains "list-id" "sieve", address :is "to" "list@example.org")',
    'single-test-expected',
  ],
  [4, '"Lists";', '"Lists"', 'missing-semicolon'],
  [4, 'fileinto', 'fileinot', 'unknown-command'],
  [4, '"Lists";', 'Lists;', 'unquoted-word'],
  [4, '"Lists";', '"Lists;', 'unterminated-string'],
  [4, ':create', ':creat', 'unknown-tag'],
  [4, ':create "Lists";', '"Lists" :create;', 'misplaced-tag'],
  [4, '"Lists";', '"Lists",', 'unexpected-token'],
  [4, '"Lists";', '["Lists"];', 'wrong-argument-type'],
  [4, '"Lists";', '"Lists" "x";', 'unexpected-argument'],
  [4, '"Lists";', ';', 'missing-argument'],
  [5, 'stop;', 'stop', 'missing-semicolon'],
  [5, 'stop;', 'stpo;', 'unknown-command'],
  [5, 'stop;', 'stop;;', 'stray-semicolon'],
  [6, 'elsif', 'elseif', 'unknown-command'],
  [6, 'elsif', 'else if', 'else-if'],
  [6, '}', '', 'missing-right-brace', 3],
  [6, '{', '', 'missing-left-brace'],
  [6, '{', '{ {', 'block-without-command'],
  [6, ':over', 'over', 'missing-colon'],
  [6, ':over 1M,', ':over 1M :under 2M,', 'conflicting-tags'],
  [6, '1M,', '1MB,', 'number-unit'],
  [6, '1M,', '"1M",', 'wrong-argument-type'],
  [6, ':over 1M,', '1M,', 'missing-choice'],
  [6, 'not exists', '!exists', 'unknown-character'],
  [6, 'exists "x-ok"', '(exists "x-ok")', 'single-test-expected'],
  [6, 'size', '(size', 'unexpected-token'],
  [6, ')', '))', 'unexpected-token'],
  [7, '"\\\\Flagged";', '"\\Flagged";', 'flag-without-backslash'],
  [7, '"\\\\Flagged";', '"\\\\Flaged";', 'unknown-flag'],
  [7, 'addflag', 'addflags', 'unknown-command'],
  [9, 'else', 'esle', 'unknown-command'],
  [9, ' else', '\nkeep;\nelse', 'else-without-if', 11],
  [9, '{', '', 'missing-left-brace'],
  [9, '} else', 'else', 'missing-right-brace', 6],
  [10, 'keep;', 'keep();', 'empty-test-list'],
  [10, 'keep;', 'header "a" "b";', 'test-as-command'],
  [11, '}', '', 'missing-right-brace', 9],
  [11, '}', '}}', 'stray-right-brace'],
  [11, '}', '};', 'stray-semicolon'],
  [12, '"ge"', '"gte"', 'unknown-relation'],
  [12, '"ge"', '', 'missing-tag-value'],
  [12, ':value', ':value :value', 'duplicate-tag'],
  [12, '"i;ascii-numeric"', '"i;ascii-numerc"', 'unknown-comparator'],
  [12, '"i;ascii-numeric"', '"i;numeric"', 'unknown-comparator'],
  [12, '"5"', '5', 'wrong-argument-type'],
  [12, ':value "ge"', ':contains', 'comparator-without-substring'],
  [12, 'header', 'not', 'unknown-tag'],
  [13, '"a@example.org";', '"example.org";', 'address-syntax'],
  [13, 'redirect', 'forward', 'unknown-command'],
  [13, 'redirect', 'redirct', 'unknown-command'],
  [15, '"weekday"', '"wekday"', 'unknown-date-part'],
  [15, '"+0100"', '"CET"', 'time-zone'],
  [15, 'currentdate', 'curentdate', 'unknown-test'],
  [16, '7', '"7"', 'wrong-tag-value'],
  [16, '7 :addresses', ':addresses', 'missing-tag-value'],
  [16, 'example.org"]', 'example.org"', 'missing-right-bracket'],
  [16, '["a', '"a', 'missing-left-bracket'],
  [16, ':addresses', ':adresses', 'unknown-tag'],
  [16, ':days', ':day', 'unknown-tag'],
  [16, ':days', ':days :days', 'duplicate-tag'],
  [18, '.', '', 'unterminated-text', 16],
  [18, '.', ' .', 'unterminated-text', 16],
  [19, '  ;', '', 'missing-semicolon'],
  [21, '"name"', '"na-me"', 'variable-name'],
  [21, ':lower', ':lowercase', 'unknown-tag'],
  [21, '"name"', ':upper "name"', 'conflicting-tags'],
  [21, 'set', 'sett', 'unknown-command'],
  [22, 'string', 'strng', 'unknown-test'],
  [22, '*"', '*', 'unterminated-string'],
  [23, `"\${1}";`, '$1;', 'unknown-character'],
  [23, `"\${1}";`, `"\${1};`, 'unterminated-string'],
  [23, `"\${1}";`, `\${1}";`, 'unterminated-string'],
  [23, '";', 'x;', 'unterminated-string'],
  [24, '}', '', 'missing-right-brace', 22],
  [26, ' */', '', 'unterminated-comment', 25],
];

test.each(slips)(
  'one mistake, told once: line %i, %j as %j is %s',
  (line, was, typed, code, told) => {
    const text = lines
      .map((content, index) => (index === line - 1 ? content.replace(was, () => typed) : content))
      .join('\n');
    expect(text).not.toBe(lines.join('\n'));
    const found = check(text, { rules: 'off' }).map((one) => [
      one.code,
      text.slice(0, one.from).split('\n').length,
    ]);
    expect(found).toEqual([[code, told ?? line]]);
  },
);

test.each([
  ['if anyof (true or exists "b") { keep; }', 'if anyof (true, exists "b") { keep; }'],
  ['if exists "a" and exists "b" { keep; }', 'if allof (exists "a", exists "b") { keep; }'],
  ['requires "fileinto"; fileinto "a";', 'require "fileinto"; fileinto "a";'],
  ['// a\nkeep', '# a\nkeep;'],
  ['if size :over 1K :under 2K { keep; }', 'if size :over 1K { keep; }'],
  ['require "vacation"; vacation :days :days 3 "x";', 'require "vacation"; vacation  :days 3 "x";'],
  ['require "imap4flags"; addflag "\\\\Flaged";', 'require "imap4flags"; addflag "\\\\Flagged";'],
  ['if true { fileinot "a" }', 'require ["fileinto"];\nif true { fileinto "a"; }'],
])('all fixes of %j, again and again, give %j', (text, expected) => {
  let mended = text;
  for (let round = 0; round < 3; round++) {
    const found = check(mended, { rules: 'off' });
    mended = applyEdits(mended, fixAll(parse(mended).script, found));
  }
  expect(mended).toBe(expected);
});
