import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'if header "X-Spam" "b" { }',
  'if address ["From", "Resent-To"] "b" { }',
  `require ["variables"]; if address "\${x}" "b" { }`,
])('names of header fields: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['if header "a b" "x" { }', ['header-name (warning) «"a b"»']],
  ['if header "Subject:" "x" { }', ['header-name (warning) «"Subject:"»']],
  ['if exists "ü" { }', ['header-name (warning) «"ü"»']],
  ['if address "Subject" "x" { }', ['no-address-header «"Subject"»']],
  ['if address "From:" "x" { }', ['no-address-header «"From:"»']],
  ['require ["editheader"]; addheader "X A" "b";', ['header-field «"X A"»']],
  ['require ["editheader"]; deleteheader "";', ['header-field «""»']],
])('names of header fields: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
