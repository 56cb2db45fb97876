import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSieveUrl, parseSieveUrl, type SieveUrl } from './sieve-url.ts';

const at = { host: 'example.com', port: 4190 };

describe('parseSieveUrl', () => {
  it.each<[string, SieveUrl]>([
    ['sieve://example.com', at],
    ['SIEVE://example.com/', at],
    ['sieve://example.com:2000', { ...at, port: 2000 }],
    ['sieve://example.com:/', at],
    ['sieve://alice@example.com', { ...at, username: 'alice' }],
    ['sieve://alice%40example.org@example.com', { ...at, username: 'alice@example.org' }],
    ['sieve://alice*admin@example.com', { ...at, username: 'alice*admin' }],
    ['sieve://example.com/script', { ...at, script: 'script' }],
    ['sieve://example.com//script', { ...at, owner: '', script: 'script' }],
    ['sieve://example.com/bob/script', { ...at, owner: 'bob', script: 'script' }],
    ['sieve://example.com/a%2Fb', { ...at, script: 'a/b' }],
    ['sieve://example.com/%C3%BCn%20%3B%26%3D%3F', { ...at, script: 'ün ;&=?' }],
    ['sieve://[2001:db8::1]:4191', { host: '2001:db8::1', port: 4191 }],
    ['sieve://127.0.0.1/', { ...at, host: '127.0.0.1' }],
    ['sieve://bücher.example', { ...at, host: 'bücher.example' }],
    // As one server writes its referrals.
    [
      'sieve://ref;AUTH=PLAIN@127.0.0.1:4293',
      { host: '127.0.0.1', port: 4293, username: 'ref', mechanism: 'PLAIN' },
    ],
    ['sieve://;AUTH=*@example.com', at],
  ])('reads %s', (text, expected) => {
    expect(parseSieveUrl(text)).toEqual(expected);
  });

  it.each([
    ['', 'no URL of ManageSieve'],
    ['example.com', 'no URL of ManageSieve'],
    ['imap://example.com', 'no URL of ManageSieve'],
    ['sieve://', 'no URL of ManageSieve'],
    ['sieve:///script', 'no URL of ManageSieve'],
    ['sieve://example.com?x', 'no URL of ManageSieve'],
    ['sieve://example.com/a?b', 'no URL of ManageSieve'],
    ['sieve://example.com/a#b', 'no URL of ManageSieve'],
    ['sieve://example.com:99999', 'port'],
    ['sieve://example.com:0', 'port'],
    ['sieve://example.com:123456', 'no URL of ManageSieve'],
    ['sieve://exa mple.com', 'neither a name nor an address'],
    ['sieve://exa%0Ample.com', 'neither a name nor an address'],
    ['sieve://[x]', 'neither a name nor an address'],
    ['sieve://example.com/a/b/c', 'owner/script'],
    ['sieve://example.com/%ff', 'percent-encoded'],
    ['sieve://alice:hunter2@example.com', 'password'],
    ['sieve://alice:@example.com', 'password'],
  ])('refuses %j without repeating it', (text, message) => {
    const parse = () => parseSieveUrl(text);
    expect(parse).toThrow(expect.objectContaining({ code: 'invalid-url' }));
    expect(parse).toThrow(message);
    expect(parse).not.toThrow('hunter2');
  });
});

it('what is written reads as it was', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  const url = fc.record(
    {
      host: fc.constantFrom('example.com', '::1', '10.0.0.1'),
      port: fc.integer({ min: 1, max: 65_535 }),
      username: text,
      script: text,
    },
    { requiredKeys: ['host', 'port'] },
  );
  fc.assert(
    fc.property(url, (made) => {
      expect(parseSieveUrl(formatSieveUrl(made))).toEqual(made);
    }),
  );
  const global = { ...at, owner: '', script: 'x' };
  expect(formatSieveUrl(global)).toBe('sieve://example.com//x');
  const referral = { ...at, username: 'a', mechanism: 'PLAIN' };
  expect(formatSieveUrl(referral)).toBe('sieve://a;AUTH=PLAIN@example.com');
});
