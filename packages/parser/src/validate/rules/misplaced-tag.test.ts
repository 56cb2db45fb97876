import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['if header :contains "a" "b" { }'])(
  'tags after positional arguments: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['if header "a" :contains "b" { }', ['misplaced-tag «:contains»']],
  ['require ["fileinto", "copy"]; fileinto "a" :copy;', ['misplaced-tag «:copy»']],
  ['require ["vacation"]; vacation "x" :days 3;', ['misplaced-tag «:days»']],
])('tags after positional arguments: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
