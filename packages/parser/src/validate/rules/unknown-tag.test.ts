import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["fileinto", "copy", "mailbox"]; fileinto :COPY :create "a";',
  'require "vnd.example.new"; keep :anything "x";',
])('unknown tags: nothing is wrong with %s', (text) => {
  const capabilities = ['fileinto', 'copy', 'mailbox', 'vnd.example.new'];
  expect(findings(text, { capabilities })).toEqual([]);
});

test.each([
  ['keep :foo;', ['unknown-tag «:foo»']],
  ['if not :is :contains "a" "b" { }', ['unknown-tag «:is»']],
  ['if header :contian "a" "b" { }', ['unknown-tag «:contian»']],
  ['if header :over "a" "b" { }', ['unknown-tag «:over»']],
  ['redirect :flags "x" "a@example.org";', ['unknown-tag «:flags»']],
])('unknown tags: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
