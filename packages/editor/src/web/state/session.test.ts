import { describe, expect, it, vi } from 'vitest';
import { CallError } from './call-error.ts';
import type { Http } from './http.ts';
import { createSessionStore } from './session.ts';

const infoOf = (user: string) => ({ user, server: 'mail.example.org', capabilities: [] });

function start(http: Partial<Http> = {}) {
  const hooks = { onSignedIn: vi.fn(), onSignedOut: vi.fn() };
  const full: Http = {
    login: async ({ username }) => infoOf(username),
    logout: async () => undefined,
    session: async () => null,
    ...http,
  };
  return { session: createSessionStore(full, hooks), hooks };
}

const ann = { username: 'ann', password: 'x' };

describe('createSessionStore', () => {
  it('says why it failed, until the next try', async () => {
    const refuse = new CallError('login-refused', '');
    const { session } = start({ login: () => Promise.reject(refuse) });
    expect(await session.signIn(ann)).toBe(false);
    expect(session.failure.value).toBe('login-refused');
    expect(session.busy.value).toBe(false);
  });

  it.each([
    ['the same account goes on where it was', 'ann', true],
    ['another account begins anew', 'bob', false],
  ])('after a session that ended, %s', async (_, username, again) => {
    const { session, hooks } = start();
    await session.signIn(ann);
    session.expire();
    expect(session.state.value).toMatchObject({ kind: 'expired', info: { user: 'ann' } });
    await session.signIn({ username, password: 'x' });
    expect(hooks.onSignedIn).toHaveBeenLastCalledWith(infoOf(username), again);
  });

  it('forgets the account even when the server does not hear it', async () => {
    const { session, hooks } = start({ logout: () => Promise.reject(new Error('away')) });
    await session.signIn(ann);
    await session.signOut();
    expect(session.state.value).toEqual({ kind: 'out' });
    expect(hooks.onSignedOut).toHaveBeenCalledOnce();
    session.expire();
    expect(session.state.value).toEqual({ kind: 'out' });
  });

  it('shows the sign-in form when nobody can say whether the cookie holds', async () => {
    const { session } = start({ session: () => Promise.reject(new CallError('offline', '')) });
    await session.restore();
    expect(session.state.value).toEqual({ kind: 'out' });
    expect(session.failure.value).toBe('offline');
  });
});
