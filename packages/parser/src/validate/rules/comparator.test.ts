import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'if header :comparator "I;OCTET" :contains "a" "b" { }',
  'require ["comparator-i;ascii-numeric", "relational"]; if header :comparator "i;ascii-numeric" :value "ge" "a" "1" { }',
])('comparators: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['if header :comparator "i;ascii-numeric" "a" "1" { }', ['missing-require «"i;ascii-numeric"»']],
  ['if header :comparator "i;octt" "a" "1" { }', ['unknown-comparator «"i;octt"»']],
  ['if header :comparator "foo" "a" "1" { }', ['unknown-comparator «"foo"»']],
  [
    'require ["comparator-i;ascii-numeric"]; if header :comparator "i;ascii-numeric" :contains "a" "1" { }',
    ['comparator-without-substring «"i;ascii-numeric"»'],
  ],
  [
    'require ["comparator-i;ascii-numeric", "regex"]; if header :regex :comparator "i;ascii-numeric" "a" "1" { }',
    ['comparator-without-substring «"i;ascii-numeric"»'],
  ],
])('comparators: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
