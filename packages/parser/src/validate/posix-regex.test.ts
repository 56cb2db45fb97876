import { expect, test } from 'vitest';
import { regexProblem } from './posix-regex.ts';

// What Pigeonhole with the GNU C library takes and refuses.
const valid = [
  '',
  '|',
  '()',
  '(|a)',
  'a||b',
  ')',
  '(a))',
  ']',
  '}',
  'a**',
  'a+?',
  'a{1,}',
  'a{,3}',
  'a{1,2}{3}',
  'a{32767}',
  '[]a]',
  '[^]a]',
  '[a-]',
  '[-a]',
  '[[.a.]]',
  '[[=a=]]',
  '[\\]',
  '\\(',
  '\\d\\b\\<',
  '(a)(b)\\2',
  '[a-A]',
  '[a-\\d]',
  '[ö-ä]',
  '(a){2}',
  '[[:alpha:]_]',
];
const invalid = [
  '(',
  '((a)',
  '[',
  '[]',
  '[a',
  '[a-',
  '*a',
  '+',
  '?a',
  '(*a)',
  '(?:x)',
  'a|*b',
  '^*',
  'a^*',
  '$*',
  '\\b*',
  '{1}',
  'a{',
  'a{1',
  'a{}',
  'a{x}',
  'a{2,1}',
  'a{-1}',
  'a{32768}',
  '\\',
  'a\\',
  '\\1',
  '(a)\\2',
  '(a\\1)',
  '[b-a]',
  '[Z-a]',
  '[a-c-e]',
  '[[:alpha:]-z]',
  '[[:foo:]]',
  '[[:ALPHA:]]',
  '[[.foo.]]',
  '[[:alpha]',
];

test.each(valid)('%s is one', (pattern) => {
  expect(regexProblem(pattern, true)).toBeNull();
});

test.each(invalid)('%s is none', (pattern) => {
  expect(regexProblem(pattern, true)).not.toBeNull();
});

test('with case, ranges follow the octets', () => {
  expect(regexProblem('[a-A]', false)).not.toBeNull();
  expect(regexProblem('[Z-a]', false)).toBeNull();
});

test('deep nesting returns', () => {
  expect(regexProblem('('.repeat(100_000), true)).toMatch(/never closed/);
});
