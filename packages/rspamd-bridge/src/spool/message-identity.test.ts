import { describe, expect, it } from 'vitest';
import { createMessageIdentity } from './message-identity.ts';

function identify(message: string, step = message.length || 1, headerBytes = 1000): string {
  const identity = createMessageIdentity(headerBytes);
  const bytes = Buffer.from(message);
  for (let at = 0; at < bytes.length; at += step) identity.update(bytes.subarray(at, at + step));
  return identity.digest();
}

const mail = 'From: a@example.com\r\nMessage-ID: <1@example.com>\r\n\r\nbody\r\n\r\nmore\r\n';

describe('createMessageIdentity', () => {
  it.each([1, 2, 3, 17])('is the same when the message comes %i bytes at a time', (step) => {
    expect(identify(mail, step)).toBe(identify(mail));
  });

  it.each([
    ['another header', mail.replace('From: a@example.com', 'X-Mozilla-Status: 0001')],
    ['the name in other letters', mail.replace('Message-ID', 'message-id')],
    ['a folded Message-ID', mail.replace('ID: <', 'ID:\r\n <')],
    ['lines that end with a line feed alone', mail.replace('.com>\r\n\r\n', '.com>\n\n')],
  ])('knows the mail again with %s', (_what, other) => {
    expect(identify(other)).toBe(identify(mail));
  });

  it.each([
    ['another Message-ID', mail.replace('<1@', '<2@')],
    ['another body', mail.replace('more', 'less')],
    ['no Message-ID', mail.replace(/Message-ID.*\r\n/, '')],
    ['an empty Message-ID', mail.replace('<1@example.com>', '')],
    ['a Message-ID in the body alone', mail.replace('Message-ID', '\r\nMessage-ID')],
  ])('tells a mail with %s apart', (_what, other) => {
    expect(identify(other)).not.toBe(identify(mail));
  });

  it('takes the whole message where the header is too long, or has no end', () => {
    const changed = mail.replace('From: a', 'From: b');
    expect(identify(mail, 1, 10)).not.toBe(identify(changed, 1, 10));
    expect(identify('no end', 1)).toBe(identify('no end'));
    expect(identify('')).toHaveLength(32);
  });
});
