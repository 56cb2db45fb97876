import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

test.each([
  ['contian', ['contains', 'is', 'matches'], 'contains'],
  ['imap4flag', ['imap4flags', 'imapflags'], 'imap4flags'],
  ['fileitno', ['fileinto', 'filter'], 'fileinto'],
  ['HEADR', ['header', 'hasflag'], 'header'],
  ['import', ['report', 'redirect'], null],
  ['xyzzy', ['keep', 'stop'], null],
  ['x'.repeat(1000), ['x'.repeat(999)], null],
])('%s of %j: %s', (name, candidates, expected) => {
  expect(suggest(name, candidates)).toBe(expected);
});
