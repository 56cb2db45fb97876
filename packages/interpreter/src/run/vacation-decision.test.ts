import { expect, it } from 'vitest';
import { readMessage } from '../message/message.ts';
import type { Envelope } from './option.ts';
import { reasonForSilence } from './vacation-decision.ts';

const usual: Envelope = { from: 'bob@example.org', to: 'alice@lab.test' };

it.each<[string, string, Partial<Envelope>, RegExp | null]>([
  ['a mail to the user', 'To: alice@lab.test', {}, null],
  ['in any case', 'Cc: Alice <ALICE@lab.test>', {}, null],
  ['to another address of hers', 'Bcc: ally@lab.test', {}, null],
  ['resent to her', 'Resent-To: alice@lab.test', {}, null],
  ['to others', 'To: carol@lab.test', {}, /among the recipients/],
  ['a bounce', 'To: alice@lab.test', { from: '' }, /no sender/],
  ['from herself', 'To: alice@lab.test', { from: 'ally@lab.test' }, /is the user/],
  ['a mailing list', 'To: alice@lab.test\nList-Id: <x>', {}, /mailing list.*list-id/],
  ['a program', 'To: alice@lab.test\nAuto-Submitted: auto-replied', {}, /program/],
  ['a person, as it says', 'To: alice@lab.test\nAuto-Submitted: no', {}, null],
  ['no replies wanted', 'To: alice@lab.test\nX-Auto-Response-Suppress: DR, OOF', {}, /asks/],
  ['a bulk mail', 'To: alice@lab.test\nPrecedence: Bulk', {}, /precedence is bulk/],
  ['a list owner', 'To: alice@lab.test', { from: 'owner-x@example.org' }, /no person/],
  ['a list robot', 'To: alice@lab.test', { from: 'x-request@example.org' }, /no person/],
  ['a mail system', 'To: alice@lab.test', { from: 'MAILER-DAEMON@example.org' }, /no person/],
])('%s', (_, fields, envelope, expected) => {
  const { header } = readMessage(`${fields}\n\n`);
  const addresses = ['ally@lab.test'];
  const reason = reasonForSilence({ envelope: { ...usual, ...envelope }, header, addresses });
  if (expected === null) expect(reason).toBeNull();
  else expect(reason).toMatch(expected);
});
