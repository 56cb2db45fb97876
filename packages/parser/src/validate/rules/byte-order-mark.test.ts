import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  ['any', ['byte-order-mark (warning) «\uFEFF»']],
  ['pigeonhole-0.5', ['byte-order-mark «\uFEFF»']],
])('%s', (profile, expected) => {
  expect(findings('\uFEFFkeep;', { profile })).toEqual(expected);
  expect(findings('keep; # \uFEFF', { profile })).toEqual([]);
});
