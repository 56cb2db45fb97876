import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { MAX_COOKIE_BYTES } from '../../limits.ts';
import type { Lifetime } from './cookie-vault.ts';
import { createSeal, keptSchema } from './seal.ts';
import type { KeptSession, SessionVault } from './session-vault.ts';

/**
 * Sessions in Redis: any process can go on with them, and a logout ends them everywhere. Each is
 * sealed with the id that only the cookie carries: who reads all of Redis learns no password, and
 * no cookie that would be let in.
 */
export function createRedisVault(redis: Redis, lifetime: Lifetime): SessionVault {
  const keyOf = (id: string) => `sievekit:session:${createHash('sha256').update(id).digest('hex')}`;
  const sealOf = (id: string) => createSeal(id, 'session in Redis');
  const timeLeft = ({ startedAt }: KeptSession) =>
    Math.min(lifetime.idle, startedAt + lifetime.absolute - Date.now());

  async function touch(session: KeptSession): Promise<boolean> {
    const left = Math.ceil(timeLeft(session));
    return left > 0 && (await redis.pexpire(keyOf(session.id), left)) === 1;
  }

  return {
    outlives: true,
    async keep(session) {
      const text = await sealOf(session.id).close({ ...session, usedAt: Date.now() });
      await redis.set(keyOf(session.id), text, 'PX', Math.max(1, Math.ceil(timeLeft(session))));
      return session.id;
    },
    async read(id) {
      if (id.length > MAX_COOKIE_BYTES) return undefined;
      const text = await redis.get(keyOf(id));
      if (text === null) return undefined;
      const parsed = v.safeParse(keptSchema, await sealOf(id).open(text));
      return parsed.success && timeLeft(parsed.output) > 0 ? parsed.output : undefined;
    },
    async renew(session) {
      await touch(session);
      return session.id;
    },
    touch,
    async drop(id) {
      await redis.del(keyOf(id));
    },
  };
}
