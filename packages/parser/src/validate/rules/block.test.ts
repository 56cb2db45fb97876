import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['if true { keep; }'])('blocks: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['if true;', ['missing-block «if»']],
  ['keep { stop; }', ['unexpected-block «{»']],
  ['else;', ['else-without-if «else»', 'missing-block «else»']],
])('blocks: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
