import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../test/findings.ts';
import { check } from './check.ts';

test.each([
  ['if header contains "a" "b" { keep; }', ['missing-colon «contains»']],
  ['if header ["a"], "b" { keep; }', ['unexpected-token «,»']],
  ['if allof () { keep; }', ['empty-test-list «()»']],
  ['fileinto "a"', ['missing-require «fileinto»', 'missing-semicolon «»']],
])('a fault of syntax is told once: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});

test('syntax and meaning stand in the order of the script', () => {
  expect(findings('foo;\nkeep\nbar;')).toEqual([
    'unknown-command «foo»',
    'missing-semicolon «»',
    'unknown-command «bar»',
  ]);
});

const word = fc.constantFrom(
  'if',
  'else',
  'keep',
  'header',
  'fileinto',
  ':is',
  ':count',
  '"a"',
  '["a","b"]',
  '3',
  '(',
  ')',
  '{',
  '}',
  ';',
  ',',
  `"\${a.b}"`,
  'not',
  'require',
  '"variables"',
  'text:\nx\n.\n',
  '#x\n',
  '/*',
  '"',
  '\\',
);

test('any text is checked without throwing, within its own length', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (text) => {
        for (const { from, to } of check(text)) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});
