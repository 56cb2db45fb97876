import { expect, it } from 'vitest';
import { readHeader } from '../message/header.ts';
import { replyFrom, replyTo } from './correspondent.ts';
import { defaultSettings } from './setting.ts';

const ignoring = { ...defaultSettings, vacationIgnoreEnvelope: true };

// As sieve-test sends them.
it.each([
  ['From: Bob B <bob@x.org>', 'bob@x.org', defaultSettings, '"Bob B" <bob@x.org>'],
  ['From: Bob  B. <bob@x.org>', 'bob@x.org', defaultSettings, '"Bob B." <bob@x.org>'],
  ['From: "B, C" <Bob@x.org>, d@x.org', 'bob@x.org', defaultSettings, '"B, C" <Bob@x.org>'],
  ['From: "Bob" <bob@x.org>', 'bob@x.org', defaultSettings, 'Bob <bob@x.org>'],
  ['From: "B\\"q" <bob@x.org>', 'bob@x.org', defaultSettings, '"B\\"q" <bob@x.org>'],
  ['From: bob@x.org (Bob C)', 'bob@x.org', defaultSettings, '"Bob C" <bob@x.org>'],
  [
    'From: A =?utf-8?q?J?= <bob@x.org>',
    'bob@x.org',
    defaultSettings,
    'A =?utf-8?q?J?= <bob@x.org>',
  ],
  ['From: g: Bob <bob@x.org>;', 'bob@x.org', defaultSettings, 'Bob <bob@x.org>'],
  ['From: bob@x.org', 'bob@x.org', defaultSettings, '<bob@x.org>'],
  ['From: Bob <bob@x.org>', 'other@x.org', defaultSettings, '<other@x.org>'],
  ['From: Bob <bob@x.org>', 'other@x.org', ignoring, 'Bob <bob@x.org>'],
  ['Sender: S <s@x.org>\nFrom: Bob <bob@x.org>', 'bob@x.org', ignoring, 'S <s@x.org>'],
  ['Subject: x', 'bob@x.org', ignoring, '<bob@x.org>'],
])('replies to %j', (fields, sender, settings, expected) => {
  expect(replyTo(readHeader(`${fields}\n\n`).header, sender, settings)).toBe(expected);
});

it.each([
  ['To: "Alice A." <alice@lab.test>', '<alice@lab.test>'],
  ['To: c@x.org\nCc: Ally <ALLY@lab.test>', '<ally@lab.test>'],
  ['To: c@x.org', '<alice@lab.test>'],
])('replies from the address that was written to: %j', (fields, expected) => {
  const { header } = readHeader(`${fields}\n\n`);
  expect(replyFrom(header, ['alice@lab.test', 'ally@lab.test'])).toBe(expected);
});
