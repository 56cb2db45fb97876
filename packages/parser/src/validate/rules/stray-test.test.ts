import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';
import { check } from '../../check.ts';
import { applyEdits } from '../../text/edit.ts';

test.each(['if true { keep; }'])('tests where none may stand: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['keep true;', ['unexpected-test «true»']],
  ['if true false { }', ['unexpected-test «false»']],
  ['if header contains "a" "b" { }', ['missing-colon «contains»']],
  ['require ["fileinto"]; fileinto Lists;', ['unquoted-word «Lists»']],
  ['if header "a" "b" then { }', ['unexpected-test «then»']],
  ['require ["fileinto"]; fileinto Junk Mail;', ['unquoted-word «Junk Mail»']],
  ['if header :contains subject "x" { }', ['unquoted-word «subject»']],
  ['if header :contains "subject" buy now { }', ['unquoted-word «buy now»']],
  [
    'require "vacation"; vacation :subject Out of office "away";',
    ['unquoted-word «Out of office»'],
  ],
  ['if size :over 1 M { }', ['unexpected-test «M»']],
])('tests where none may stand: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});

test.each([
  ['if exists "a" and exists "b" { keep; }', 'if allof (exists "a", exists "b") { keep; }'],
  [
    'if true { } elsif header "a" "b" or not exists "c" { keep; }',
    'if true { } elsif anyof (header "a" "b", not exists "c") { keep; }',
  ],
  ['if not exists "a" and exists "b" { keep; }', null],
])('what joins tests elsewhere: %s', (text, mended) => {
  const [found, ...others] = check(text, { rules: 'off' });
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    code: 'unexpected-test',
    message: expect.stringContaining('has no'),
  });
  const [fix] = found?.fixes ?? [];
  expect(fix === undefined ? null : applyEdits(text, fix.edits)).toBe(mended);
});
