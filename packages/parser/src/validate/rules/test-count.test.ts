import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'if anyof (true) { }',
  'if not anyof(true, false) { }',
  'if /* ( */ true { }',
  `if allof # x
 (true) { }`,
])('tests of commands and tests: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['if { keep; }', ['missing-test «if»']],
  ['if (true) { }', ['single-test-expected «(true)»']],
  ['if(true) { }', ['single-test-expected «(true)»']],
  ['if (true, false) { }', ['single-test-expected «(true, false)»']],
  ['if not (true) { }', ['single-test-expected «(true)»']],
  ['if not { }', ['missing-test «not»']],
  ['if allof true { }', ['test-list-expected «true»']],
  ['if anyof { }', ['missing-test «anyof»']],
])('tests of commands and tests: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
