import { expect, it } from 'vitest';
import { readHeader } from '../message/header.ts';
import { replyFrom, replyTo } from './correspondent.ts';
import { defaultSettings } from './setting.ts';

const ignoring = { ...defaultSettings, vacationIgnoreEnvelope: true };

it.each([
  ['From: Bob <bob@x.org>', 'bob@x.org', defaultSettings, 'Bob <bob@x.org>'],
  ['From: "B, C" <Bob@x.org>, d@x.org', 'bob@x.org', defaultSettings, '"B, C" <Bob@x.org>'],
  ['From: bob@x.org', 'bob@x.org', defaultSettings, '<bob@x.org>'],
  ['From: Bob <bob@x.org>', 'other@x.org', defaultSettings, '<other@x.org>'],
  ['From: Bob <bob@x.org>', 'other@x.org', ignoring, 'Bob <bob@x.org>'],
  ['Sender: S <s@x.org>\nFrom: Bob <bob@x.org>', 'bob@x.org', ignoring, 'S <s@x.org>'],
  ['From: g: Bob <bob@x.org>;', 'bob@x.org', defaultSettings, '<bob@x.org>'],
  ['Subject: x', 'bob@x.org', ignoring, '<bob@x.org>'],
])('replies to %j', (fields, sender, settings, expected) => {
  expect(replyTo(readHeader(`${fields}\n\n`).header, sender, settings)).toBe(expected);
});

it('replies by the name that the sender used', () => {
  const { header } = readHeader('To: c@x.org\nCc: Alice A. <alice@lab.test>\n\n');
  expect(replyFrom(header, 'alice@lab.test')).toBe('Alice A. <alice@lab.test>');
  expect(replyFrom(header, 'dora@lab.test')).toBe('<dora@lab.test>');
});
