import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['if true { keep; }'])('tests where none may stand: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['keep true;', ['unexpected-test «true»']],
  ['if true false { }', ['unexpected-test «false»']],
  ['if header contains "a" "b" { }', ['missing-colon «contains»']],
  ['require ["fileinto"]; fileinto Lists;', ['unquoted-word «Lists»']],
  ['if header "a" "b" then { }', ['unexpected-test «then»']],
])('tests where none may stand: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
