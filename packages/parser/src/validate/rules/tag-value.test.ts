import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["vacation"]; vacation :days 3 :addresses "a@example.org" "x";',
  'require ["vacation"]; vacation :addresses ["a@example.org"] "x";',
])('values of tags: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["vacation"]; vacation :days "3" "x";', ['wrong-tag-value «"3"»']],
  ['require ["vacation"]; vacation :days "x";', ['missing-tag-value «:days»']],
  ['require ["vacation"]; vacation :subject ["x"] "x";', ['wrong-tag-value «["x"]»']],
  ['if header :comparator :is "a" "b" { }', ['missing-tag-value «:comparator»']],
  ['require ["imap4flags"]; keep :flags;', ['missing-tag-value «:flags»']],
  ['require ["index"]; if header :index 0 "a" "b" { }', ['number-too-small «0»']],
])('values of tags: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
