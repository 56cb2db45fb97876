import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'keep; if true { DISCARD; }',
  'require "vnd.example.new"; anything "x"; if other { keep; }',
])('unknown commands and tests: nothing is wrong with %s', (text) => {
  expect(findings(text, { capabilities: ['vnd.example.new'] })).toEqual([]);
});

test.each([
  ['fileitno "a";', ['unknown-command «fileitno»']],
  ['xyzzy;', ['unknown-command «xyzzy»']],
  [
    'requires ["fileinto", "copy"]; require "body"; fileinto :copy "a";',
    ['unknown-command «requires»'],
  ],
  ['reqiure "fileinto"; fileinto "a";', ['unknown-command «reqiure»']],
  ['header "a" "b";', ['test-as-command «header»']],
  ['if heder "a" "b" { }', ['unknown-test «heder»']],
  ['if keep { }', ['command-as-test «keep»']],
  ['if anyof (exists "a", or exists "b") { }', ['unknown-test «or»']],
  ['if xyzzy (true) { keep; }', ['unknown-test «xyzzy»']],
])('unknown commands and tests: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
