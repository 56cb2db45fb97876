import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  ['cyrus-3.6', 'require "fileinto"; if header :is :comparator "i;octet" "A" "B" { keep; }'],
  ['any', 'REQUIRE "fileinto"; IF NOT header :Is :comparator "I;OCTET" "a" "b" { Keep; }'],
])('%s: nothing is wrong with %s', (profile, text) => {
  expect(findings(text, { profile })).toEqual([]);
});

test.each([
  ['Keep;', ['not-on-server «Keep»']],
  ['if TRUE { }', ['not-on-server «TRUE»']],
  ['if header :Is "a" "b" { }', ['not-on-server «:Is»']],
  ['if header :comparator "I;OCTET" "a" "b" { }', ['not-on-server «"I;OCTET"»']],
])('cyrus-3.6: %s', (text, expected) => {
  expect(findings(text, { profile: 'cyrus-3.6' })).toEqual(expected);
});
