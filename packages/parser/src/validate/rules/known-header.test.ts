import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'if header ["X-Sent", "Form-ID", "Tos", "SUBJECT", "List-Ids-2"] "b" { }',
  'if address ["from", "CC", "Bcc"] "b" { }',
  'require ["editheader"]; addheader "Received" "b"; deleteheader "X-Received";',
])('well-known names of header fields: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['if header "Subjct" "x" { }', ['header-misspelt (warning) «"Subjct"»']],
  ['if exists "recieved" { }', ['header-misspelt (warning) «"recieved"»']],
  ['if address "Form" "x" { }', ['no-address-header «"Form"»']],
  ['require "editheader"; deleteheader "Received";', ['protected-header (warning) «"Received"»']],
  [
    'require "editheader"; deleteheader :index 1 "auto-submitted";',
    ['protected-header (warning) «"auto-submitted"»'],
  ],
])('well-known names of header fields: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
