import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  ['pigeonhole-0.5', 'require ["variables", "regex"]; set :lower "a" "b";'],
  ['cyrus-3.6', 'require ["include", "variables"]; include "a"; return;'],
  ['any', 'require ["include", "variables"]; global "a";'],
])('%s: nothing is wrong with %s', (profile, text) => {
  expect(findings(text, { profile })).toEqual([]);
});

test.each([
  [
    'pigeonhole-0.5',
    'require ["variables", "regex"]; set :quoteregex "a" "b";',
    ['not-on-server «:quoteregex»'],
  ],
  ['cyrus-3.6', 'require ["include", "variables"]; global "a";', ['not-on-server «global»']],
  ['proton', 'require "envelope"; if envelope "auth" "x" { }', ['not-on-server «"auth"»']],
])('%s: %s', (profile, text, expected) => {
  expect(findings(text, { profile })).toEqual(expected);
});
