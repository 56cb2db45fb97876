import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  [`"\${hex:fc}"`, [`mailbox-name «"\${hex:fc}"»`]],
  [`"\${hex:c3 bc}"`, []],
  [`"\${unicode:fc}"`, []],
  ['"\uFFFD"', []],
])('fileinto %s', (name, expected) => {
  const text = `require ["fileinto", "encoded-character"]; fileinto ${name};`;
  expect(findings(text)).toEqual(expected);
});

test('a test of such a name is never true', () => {
  const text = `require ["mailbox", "encoded-character"]; if mailboxexists "\${hex:fc}" { stop; }`;
  expect(findings(text)).toEqual([`mailbox-name (warning) «"\${hex:fc}"»`]);
});
