import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { openAccount } from './account.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sievekit-account-'));
});
afterAll(() => rm(home, { recursive: true }));

const open = (url: string) =>
  openAccount(url, {}, recordTerminal({ env: { HOME: home, SIEVEKIT_PASSWORD: 'secret' } }));

describe('the address of an account', () => {
  it.each([
    ['sieve://alice@mail.example.org', 'alice', 'mail.example.org', 4190, 'alice@mail.example.org'],
    ['sieve://alice@mail:2000', 'alice', 'mail', 2000, 'alice@mail:2000'],
    ['sieve://alice@mail/', 'alice', 'mail', 4190, 'alice@mail'],
    ['sieve://al%40here@127.0.0.1:4190', 'al@here', '127.0.0.1', 4190, 'al@here@127.0.0.1'],
    ['sieve://alice@[::1]:4190', 'alice', '::1', 4190, 'alice@[::1]'],
    ['sieve://j%C3%BCrgen@host', 'jürgen', 'host', 4190, 'jürgen@host'],
    ['sieve://alice*admin@host', 'alice*admin', 'host', 4190, 'alice*admin@host'],
    ['sieve://a%1bb@host', 'a\u001bb', 'host', 4190, 'a\\u{1b}b@host'],
  ])('%s', async (url, username, host, port, label) => {
    expect(await open(url)).toMatchObject({ username, host, port, label });
  });

  it('may name a script', async () => {
    expect(await open('sieve://alice@host/my%20rules')).toMatchObject({ script: 'my rules' });
  });

  it.each([
    ['alice@mail.example.org', /no address of an account.*config\.yaml.*sieve:\/\/user@host/],
    ['', /no address of an account/],
    ['imap://alice@mail.example.org', /sieve:\/\/user@host/],
    ['sieve://mail.example.org', /names no user/],
    ['sieve://', /sieve:\/\/user@host/],
    ['sieve://alice@', /sieve:\/\/user@host/],
    ['sieve://alice@mail.example.org:99999', /port|address/],
    ['sieve://al%ice@host', /percent|%/],
  ])('is refused in %j', async (url, message) => {
    await expect(open(url)).rejects.toThrow(message);
  });

  it('holds no password, and what is refused is not repeated', async () => {
    const refused = open('sieve://alice:hunter2@host');
    await expect(refused).rejects.toThrow(/SIEVEKIT_PASSWORD/);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});
