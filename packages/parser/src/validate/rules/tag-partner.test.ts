import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["index"]; if header :last :index 1 "a" "b" { }',
  'if size :over 1 { }',
  'require ["mime"]; if header :mime :anychild "a" "b" { }',
])('tags that need another: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["index"]; if header :last "a" "b" { }', ['missing-partner-tag «:last»']],
  ['if size 1 { }', ['missing-choice «size»']],
  ['require ["mime"]; if header :type "a" "b" { }', ['missing-partner-tag «:type»']],
  ['require ["editheader"]; deleteheader :last "X-A";', ['missing-partner-tag «:last»']],
])('tags that need another: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
