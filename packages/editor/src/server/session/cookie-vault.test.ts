import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_COOKIE_BYTES, MAX_SESSIONS } from '../../limits.ts';
import { createCookieVault } from './cookie-vault.ts';

const minute = 60_000;
const lifetime = { idle: 30 * minute, absolute: 120 * minute };
const secret = 's'.repeat(40);
const login = { username: 'ann', password: 'correct horse' };
const begin = (id = 'a'.repeat(43)) => ({ id, login, startedAt: Date.now() });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createCookieVault', () => {
  it('hands a session on to another process with the same secret', async () => {
    const session = begin();
    const token = await createCookieVault(secret, lifetime).keep(session);
    expect(token).toMatch(/^[\w.-]+$/);
    expect(token).not.toContain('correct');
    expect(await createCookieVault(secret, lifetime).read(token)).toEqual(session);
  });

  it('takes nothing that another secret sealed, or that was changed', async () => {
    const token = await createCookieVault(secret, lifetime).keep(begin());
    expect(await createCookieVault('t'.repeat(40), lifetime).read(token)).toBeUndefined();
    const vault = createCookieVault(secret, lifetime);
    const at = token.length - 30;
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    for (const text of [changed, token.slice(1), '', '....', 'x'.repeat(MAX_COOKIE_BYTES + 1)]) {
      expect(await vault.read(text)).toBeUndefined();
    }
  });

  it('ends with idleness, and in any case after the absolute time', async () => {
    const vault = createCookieVault(secret, lifetime);
    const session = begin();
    let token = await vault.keep(session);
    vi.advanceTimersByTime(30 * minute - 1);
    expect(await vault.read(token)).toEqual(session);
    vi.advanceTimersByTime(1);
    expect(await vault.read(token)).toBeUndefined();
    for (let passed = 30; passed < 120; passed += 10) {
      token = await vault.renew(session);
      expect(await vault.read(token)).toEqual(session);
      vi.advanceTimersByTime(10 * minute);
    }
    expect(await vault.read(token)).toBeUndefined();
  });

  it('remembers who logged out until the cookie is over, and no more than MAX_SESSIONS', async () => {
    const vault = createCookieVault(secret, lifetime);
    const token = await vault.keep(begin());
    await vault.drop('a'.repeat(43));
    expect(await vault.read(token)).toBeUndefined();
    expect(await vault.touch(begin())).toBe(false);
    for (let count = 0; count <= MAX_SESSIONS + 1; count++) await vault.drop(String(count));
    expect(await vault.touch(begin())).toBe(true);
  });

  it('refuses what no browser would keep', async () => {
    const long = { ...begin(), login: { username: 'a', password: 'p'.repeat(MAX_COOKIE_BYTES) } };
    await expect(createCookieVault(secret, lifetime).keep(long)).rejects.toMatchObject({
      failure: { code: 'too-large' },
    });
  });
});
