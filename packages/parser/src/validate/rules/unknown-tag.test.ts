import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["fileinto", "copy", "mailbox"]; fileinto :COPY :create "a";',
  'require ["vnd.stalwart.while"]; keep :anything "x";',
])('unknown tags: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['keep :foo;', ['unknown-tag «:foo»']],
  ['if header :contian "a" "b" { }', ['unknown-tag «:contian»']],
  ['if header :over "a" "b" { }', ['unknown-tag «:over»']],
  ['redirect :flags "x" "a@example.org";', ['unknown-tag «:flags»']],
])('unknown tags: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
