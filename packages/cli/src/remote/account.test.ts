import { describe, expect, it } from 'vitest';
import { parseAccount } from './account.ts';

describe('parseAccount', () => {
  it.each([
    ['sieve://alice@mail.example.org', 'alice', 'mail.example.org', 4190],
    ['sieve://alice@mail.example.org:2000', 'alice', 'mail.example.org', 2000],
    ['sieve://alice@mail.example.org/', 'alice', 'mail.example.org', 4190],
    ['sieve://alice%40example.org@127.0.0.1:4190', 'alice@example.org', '127.0.0.1', 4190],
    ['sieve://alice@[::1]:4190', 'alice', '::1', 4190],
    ['sieve://j%C3%BCrgen@host', 'jürgen', 'host', 4190],
  ])('%s', (url, username, host, port) => {
    expect(parseAccount(url)).toEqual({ username, host, port });
  });

  it.each([
    ['alice@mail.example.org', /no address of an account/],
    ['imap://alice@mail.example.org', /does not begin with sieve:/],
    ['sieve://mail.example.org', /names no user/],
    ['sieve://alice@mail.example.org/vacation', /names a script/],
    ['sieve://alice@mail.example.org:99999', /no address of an account/],
  ])('refuses %s', (url, message) => {
    expect(() => parseAccount(url)).toThrow(message);
  });

  it('refuses a password in the address, and does not repeat it', () => {
    expect(() => parseAccount('sieve://alice:hunter2@host')).toThrow(/SIEVEKIT_PASSWORD/);
    expect(() => parseAccount('sieve://alice:hunter2@host')).not.toThrow(/hunter2/);
  });
});
