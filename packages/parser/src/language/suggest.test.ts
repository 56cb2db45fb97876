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

test.each([
  ['a letter more', 'sender', 'sendder', 'sender'],
  ['a letter less', 'sender', 'sendr', 'sender'],
  ['another letter', 'sender', 'sonder', 'sender'],
  ['neighbours swapped', 'sender', 'sneder', 'sender'],
  ['a doubled letter', 'cc-list', 'ccc-list', 'cc-list'],
  ['two edits', 'sender', 'sindr', null],
  ['two edits apart', 'x-spam-flag', 'y-spam-flog', null],
])('of at most one edit: %s', (_, known, name, expected) => {
  expect(suggest(name, [known], 1)).toBe(expected);
});
