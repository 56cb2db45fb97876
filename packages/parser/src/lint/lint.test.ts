import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { limits } from '../limits.ts';
import { parse } from '../syntax/parse.ts';
import { applyEdits } from '../text/edit.ts';
import { lint, lintRules } from './lint.ts';
import { ruleNames } from './rule-name.ts';

const pages = new URL('../../../../docs/rules/', import.meta.url);
const codes = (text: string): string[] => check(text).map(({ code }) => code);

function namesIn(folder: URL, end: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(end) && name !== 'README.md')
    .map((name) => name.slice(0, -end.length))
    .filter((name) => !name.includes('.'))
    .sort();
}

test('a rule is a file, a test, a page and a name', () => {
  const folder = new URL('./rules/', import.meta.url);
  expect(namesIn(folder, '.ts')).toEqual([...ruleNames]);
  expect(namesIn(folder, '.test.ts')).toEqual([...ruleNames]);
  expect(namesIn(pages, '.md')).toEqual([...ruleNames]);
  expect(lintRules.map(({ name }) => name)).toEqual([...ruleNames]);
});

test('docs/rules/README.md has one row for each rule', () => {
  const page = readFileSync(new URL('README.md', pages), 'utf8');
  expect(page.match(/^\| \[.*$/gm)).toEqual(
    lintRules.map(
      ({ name, severity, summary, since }) =>
        `| [\`${name}\`](${name}.md) | ${severity} | ${summary} | ${since} |`,
    ),
  );
});

test.each(lintRules)('the page of $name shows what it finds, and what is better', (rule) => {
  const page = readFileSync(new URL(`${rule.name}.md`, pages), 'utf8');
  expect(page).toContain(`# ${rule.name}\n\n${rule.summary}\n`);
  expect(page).toContain(`Severity: ${rule.severity}. Since ${rule.since}.\n`);
  const [bad = '', good = ''] = [...page.matchAll(/```sieve\n([\s\S]*?)```/g)].map(
    ([, code]) => code,
  );
  expect(codes(bad)).toContain(rule.name);
  expect(check(bad).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(codes(good)).not.toContain(rule.name);
  expect(check(good).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('rules are switched off, and made errors, by options', () => {
  const { script } = parse('keep;\nstop;');
  expect(lint(script, { rules: { 'redundant-stop': 'off' } })).toEqual([]);
  expect(lint(script, { rules: { 'redundant-stop': 'error' } })).toMatchObject([
    { code: 'redundant-stop', severity: 'error', from: 6, to: 11 },
  ]);
  expect(check('keep;\nstop;', { rules: 'off' })).toEqual([]);
});

test.each([
  ['stop; # sievekit-disable-next-line unreachable-code\nkeep;', []],
  ['stop; # sievekit-disable-next-line unreachable-code\n\nkeep;', ['unreachable-code']],
  ['stop; # sievekit-disable-next-line double-not\nkeep;', ['unreachable-code']],
  ['/* sievekit-disable-next-line */\r\nstop;\r\nkeep;', ['unreachable-code']],
  ['# sievekit-disable unreachable-code\nstop; keep;', []],
  ['# sievekit-disable\nstop; keep;', []],
  [
    '# sievekit-disable empty-block, double-not\nif exists "a" { }\n# sievekit-enable empty-block\nif exists "b" { }\nif not not exists "b" { keep; }',
    ['empty-block'],
  ],
  ['# sievekit-disable\nif exists "a" { }\n# sievekit-enable\nif exists "b" { }', ['empty-block']],
  [
    '# sievekit-disable\nif exists "a" { }\n# sievekit-enable empty-block\nif exists "b" { }\nif not not exists "c" { keep; }',
    ['empty-block'],
  ],
  [
    '# sievekit-disable empty-block\n# sievekit-enable\nif exists "a" { }\n# sievekit-disable\nif exists "b" { }',
    ['empty-block'],
  ],
])('comments switch rules off: %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test.each([
  ['a statement with an error', 'if not not foo { }', ['unknown-test']],
  [
    'a script with an error, for rules about the whole',
    'require "copy"; foo;',
    ['unknown-command'],
  ],
  ['a rule that is switched off', 'if false { stop; keep; }', []],
  ['what lacks its require', 'fileinto "a";\nfileinto "b";', ['missing-require']],
])('nothing is said of %s', (_, text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('what was superseded is told once', () => {
  expect(codes('require "imapflags"; mark;')).toEqual(['deprecated-capability']);
});

test('findings are capped', () => {
  const text = 'if exists "a" { }\n'.repeat(limits.diagnostics + 50);
  expect(lint(parse(text).script)).toHaveLength(limits.diagnostics);
});

test('only so many comments are read', () => {
  const text = `${'# sievekit-disable double-not\n'.repeat(limits.directives)}# sievekit-disable\nkeep; stop;`;
  expect(codes(text)).toEqual(['redundant-stop']);
});

test('lists beyond a limit are not compared', () => {
  const keys = (count: number): string =>
    Array.from({ length: count }, (_, index) => `"key ${index}."`).join(', ');
  const contains = (count: number): string =>
    `if header :contains "a" [${keys(count)}, "1."] { keep; }`;
  expect(codes(contains(limits.comparedKeys - 1))).toContain('redundant-key');
  expect(codes(contains(limits.comparedKeys))).toEqual([]);
  const rules = (count: number): string =>
    `if header "a" [${keys(count)}] { stop; }\nif header "a" "key 0." { keep; }`;
  expect(codes(rules(limits.testAtoms))).toEqual(['shadowed-rule']);
  expect(codes(rules(limits.testAtoms + 1))).toEqual([]);
});

const piece = fc.constantFrom(
  'require ["fileinto", "imap4flags", "variables", "regex", "relational", "copy"];',
  'if true {',
  '} else {',
  '} elsif exists "a" {',
  'if anyof (not header :is "a" "b", not header :is "a" "c") {',
  'if not not header :contains ["a", "a"] ["", "*b", "bb"] {',
  'if header :regex "a" ".*(a+)+.*" {',
  'if header :value "gt" "a" "5" {',
  '}',
  'fileinto "&APw-";',
  `set "x" "\${y}";`,
  'addflag "x";',
  'keep;',
  'discard;',
  'stop;',
  'notify :method "mailto" :options "a@b.c" :low;',
  '# sievekit-disable a\n',
);

test('any script is linted without throwing, and its fixes can be applied', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join(' ');
      for (const { from, to, severity, fixes = [] } of lint(parse(text).script)) {
        expect(severity).not.toBe('error');
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
        for (const { edits } of fixes) expect(applyEdits(text, edits)).not.toBe(text);
      }
    }),
  );
});
