import * as v from 'valibot';
import { MAX_COOKIE_BYTES, MAX_SESSIONS } from '../../limits.ts';
import { FailureError } from '../failure-error.ts';
import { createSeal, keptSchema } from './seal.ts';
import type { KeptSession, SessionVault } from './session-vault.ts';

/** When a session is over, in milliseconds. */
export interface Lifetime {
  /** Without use. */
  readonly idle: number;
  /** In any case. */
  readonly absolute: number;
}

/**
 * The session travels in the cookie, sealed: any process with the same secret can go on with it.
 * Who has logged out is known to the process that was told; elsewhere a stolen cookie stays good
 * until it is over.
 */
export function createCookieVault(secret: string, lifetime: Lifetime): SessionVault {
  const seal = createSeal(secret, 'session cookie');
  /** Id of an ended session, and when its cookie is over anyway. */
  const ended = new Map<string, number>();

  function forgetOld(): void {
    const now = Date.now();
    for (const [id, until] of ended) {
      // The oldest stand first, and all last equally long.
      if (until > now && ended.size <= MAX_SESSIONS) return;
      ended.delete(id);
    }
  }

  async function keep(session: Required<KeptSession>): Promise<string> {
    const token = await seal.close({ ...session, usedAt: Date.now() });
    if (token.length <= MAX_COOKIE_BYTES) return token;
    throw new FailureError('too-large', 'User name and password are too long for a cookie.');
  }

  return {
    outlives: true,
    keep,
    renew: keep,
    async read(token) {
      if (token.length > MAX_COOKIE_BYTES) return undefined;
      const parsed = v.safeParse(keptSchema, await seal.open(token));
      if (!parsed.success || ended.has(parsed.output.id)) return undefined;
      const { usedAt, ...session } = parsed.output;
      const over = Math.min(usedAt + lifetime.idle, session.startedAt + lifetime.absolute);
      return Date.now() < over ? session : undefined;
    },
    touch: async ({ id }) => !ended.has(id),
    async drop(id) {
      forgetOld();
      ended.set(id, Date.now() + lifetime.absolute);
    },
  };
}
