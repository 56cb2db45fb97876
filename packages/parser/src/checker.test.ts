import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { createChecker } from './checker.ts';

/** Every version is checked by one checker, and must be told what `check` says of it. */
function expectSame(versions: Iterable<string>): void {
  const checker = createChecker();
  for (const text of versions) expect(checker.check(text)).toEqual(check(text));
}

const rule = (index: number, block = 'fileinto "a";\n    stop;'): string =>
  `# rule:[${index}]\nif header :contains "subject" ["list ${index}", "b"]\n{\n    ${block}\n}\n`;
const rules = (count: number): string => Array.from({ length: count }, (_, i) => rule(i)).join('');
const script = `require ["fileinto"];\n${rules(30)}`;
const middle = script.indexOf('# rule:[15]');

/** Types a text character by character in the middle of a script. */
function* typing(typed: string, before = script.slice(0, middle)): Generator<string> {
  for (let i = 0; i <= typed.length; i++) {
    yield before + typed.slice(0, i) + script.slice(middle);
  }
}

test.each([
  ['a rule', 'if header :is "subject" "a b" {\n    keep;\n}\n'],
  ['a rule on one line', 'if not true { fileinto "x"; } else { stop; } '],
  ['a list of tests', 'if anyof (true, not header :matches ["a", "b"] "*") { discard; }\n'],
  ['a text', 'if true { vacation text:\nHello\n..\n.\n; }\n'],
  ['comments', '/* a " { */ # b " {\nkeep; # c\n'],
  ['what no server takes', 'foo “bar” } ] ; { keep \' a.b : x 1z else if "a\\" "b\n'],
  ['a name in other quotes, which are looked for in their line', "keep 'a; keep 'b; stop;\n"],
  ['the names of rules to switch off', '# sievekit-disable-next-line empty-block\nif true {}\n'],
])('%s is typed', (_, typed) => {
  expectSame(typing(typed));
});

test.each([
  ['at the start', ''],
  ['after a command on the same line', `${script.slice(0, middle)}keep; `],
])('a rule is typed %s', (_, before) => {
  expectSame(typing('if header :is "a" "b" { keep; }', before));
});

test('a block is opened in a script without indentation', () => {
  const flat = script.replace(/\n +/g, '\n');
  const at = flat.indexOf('# rule:[15]');
  const typed = 'if true {\n"a';
  expectSame(
    Array.from(typed, (_, i) => flat.slice(0, at) + typed.slice(0, i + 1) + flat.slice(at)),
  );
});

test.each([
  ['the require', ['require ["fileinto"', 'require ["fileinto", "copy"', 'require "fileinto'], '['],
  ['a quote', ['list 15"', 'list 15', '"list 15"'], ''],
  ['a brace', ['{\n    fileinto', '\n    fileinto', '{{\n    fileinto'], ''],
])('%s changes and changes back', (_, [was = '', ...others]) => {
  const changed = others.map((other) => script.replace(was, other));
  expectSame([script, ...changed.flatMap((text) => [text, script])]);
});

test.each([
  ['indented by nothing', script.replace(/\n +/g, '\n')],
  ['on one line', script.replace(/\n(?!#)/g, ' ')],
  ['with CRLF', script.replace(/\n/g, '\r\n')],
  ['of one chain', `if true {\n    keep;\n}${' elsif false {\n    stop;\n}'.repeat(50)}\n`],
  ['of deep blocks', `${'if true { '.repeat(31)}keep;${' }'.repeat(31)}\n`.repeat(9)],
  [
    'with words that touch strings',
    script.replaceAll('header :contains "', 'header" a" :contains "'),
  ],
  [
    'with names that touch strings',
    script.replace('if header :contains "subject"', 'if header" a"'),
  ],
])('a script %s is edited', (_, text) => {
  const half = text.length >> 1;
  const at = text.indexOf(text.includes('\n') ? '\n' : ';', half) + 1;
  const edits = ['"', '{', '}', 'keep', 'if true {', 'if header "', '/*', ';', '\n', "'"];
  expectSame([
    text,
    ...edits.flatMap((edit) => [text.slice(0, at) + edit + text.slice(at), text]),
    text.slice(0, half),
    '',
    text,
  ]);
});

test('the options of a checker are those of check', () => {
  const options = { profile: 'cyrus-3.6', rules: { 'empty-block': 'off' } } as const;
  const checker = createChecker(options);
  for (const text of ['require "ereject"; if true { }', 'require "ereject"; if true { ', 'keep;']) {
    expect(checker.check(text)).toEqual(check(text, options));
  }
  expect(createChecker({ rules: 'off' }).check('keep; stop;')).toEqual([]);
});

const piece = fc.constantFrom(
  'require ["fileinto", "variables", "copy"];\n',
  'require "ihave"; ',
  rule(1),
  rule(2, 'set "x" "${y}";\n    discard;'),
  'if ihave "enotify" {\n  notify "mailto:a@b.c";\n}\n',
  'if allof (header "a" "b", exists ["c", "d"]) { keep; } elsif true { stop; }\n',
  'else { fileinto :copy "&APw-"; }\n',
  'foo "x";\n',
  'redirect text:\na@b.c\n.\n;\n',
  '  \r\n# a comment\r\n',
  'if header"a"  "b" {\nkeep;\n}\n',
  'keep; stop; /* x */ keep;\n',
);
const inserted = fc.oneof(
  piece,
  fc.constantFrom(...'"{}()[];,:#\\\n\'“ ', '/*', '*/', 'text:\n', '\n.\n', 'keep', '\r\n', '\0'),
  fc.constantFrom('if ', 'else ', 'not ', '"a', 'elsif true {', '# sievekit-disable\n', '\ufeff'),
);
/** Places are parts of the length; with `undo` the version before the last one comes back. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(40)),
  insert: fc.oneof(inserted, fc.constant('')),
  undo: fc.boolean(),
});

test('after any edits a checker says what check says', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.array(edit, { minLength: 1, maxLength: 20 }),
      (pieces, edits) => {
        const versions = [pieces.join('')];
        for (const { at, remove, insert, undo } of edits) {
          const last = versions.at(-1) ?? '';
          const from = Math.floor(at * last.length);
          const edited = last.slice(0, from) + insert + last.slice(from + remove);
          versions.push((undo ? versions.at(-2) : undefined) ?? edited);
        }
        expectSame(versions);
      },
    ),
    { numRuns: 250 },
  );
});
