import { expect, test } from 'vitest';
import { perlRegexProblem } from './perl-regex.ts';

// What Cyrus with PCRE takes and refuses.
test.each([
  '',
  'a|b',
  '(?:x)',
  '(?i)a',
  'a{1',
  'a{x}',
  'a{}',
  'a++',
  'a+?',
  '[a-c-e]',
  '[]a]',
  'a{65535}',
  '[[:alpha:]-z]',
  '[[:alpha:]_]',
  '\\\\1',
  '^a[b-d]+(e|f)$',
])('nothing is wrong with %j', (pattern) => {
  expect(perlRegexProblem(pattern)).toBeNull();
});

test.each([
  ['(', 'Unterminated group'],
  ['x)', "Unmatched ')'"],
  ['[', 'Unterminated character class'],
  ['*a', 'Nothing to repeat'],
  ['a**', 'Nothing to repeat'],
  ['a{1,2}{3}', 'Nothing to repeat'],
  ['a{2,1}', 'numbers out of order in {} quantifier'],
  ['[b-a]', 'Range out of order in character class'],
  ['[a-A]', 'Range out of order in character class'],
  ['[[:foo:]]', 'there is no class [:foo:]'],
  ['[[.a.]]', 'there is no class [.a.]'],
  ['(a)\\1', 'it refers back to a group'],
  ['a{99999}', '{…} counts up to 65535 only'],
  ['a\\', '\\ at end of pattern'],
])('%j: %s', (pattern, problem) => {
  expect(perlRegexProblem(pattern)).toBe(problem);
});

test('a pattern of any size and nesting gets an answer', () => {
  expect(() => perlRegexProblem('('.repeat(100_000))).not.toThrow();
  expect(() => perlRegexProblem('[['.repeat(50_000))).not.toThrow();
  expect(() => perlRegexProblem('[[:'.repeat(300_000))).not.toThrow();
});
