import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import type { Redis } from 'ioredis';
import { type RedisReply, RedisStore } from 'rate-limit-redis';
import { LOGIN_WINDOW_MS, MAX_LOGINS_PER_ACCOUNT, MAX_LOGINS_PER_ADDRESS } from '../../limits.ts';
import { FailureError } from '../failure-error.ts';
import { readLogin } from './login-body.ts';
import { sendFailure } from './send-failure.ts';

/**
 * Slows down who guesses passwords. Failed logins alone count: by address, and by address and
 * account together, so that nobody can lock an owner out from elsewhere.
 */
export function createLoginLimits(redis?: Redis): {
  byAddress: RequestHandler;
  byAccount: RequestHandler;
} {
  return {
    byAddress: rateLimit({
      ...common,
      ...countIn(redis, 'address'),
      limit: MAX_LOGINS_PER_ADDRESS,
      keyGenerator: addressOf,
    }),
    byAccount: rateLimit({
      ...common,
      ...countIn(redis, 'account'),
      limit: MAX_LOGINS_PER_ACCOUNT,
      keyGenerator: (request, response) =>
        hash(`${addressOf(request)} ${readLogin(response).username.toLowerCase()}`),
    }),
  };
}

/** Where several machines count together; the names of accounts stay out of it. */
function countIn(redis: Redis | undefined, what: string): Partial<Options> {
  if (redis === undefined) return {};
  const prefix = `sievekit:logins:${what}:`;
  const sendCommand = async (command: string, ...args: string[]) => {
    try {
      return (await redis.call(command, ...args)) as RedisReply;
    } catch (cause) {
      // Its scripts may be gone after a restart of Redis: the library then hands them over again.
      if (cause instanceof Error && cause.message.startsWith('NOSCRIPT')) throw cause;
      const text = 'Logins cannot be counted at the moment; try again.';
      throw new FailureError('busy', text, { cause });
    }
  };
  return { store: new RedisStore({ sendCommand, prefix }) };
}

const common: Partial<Options> = {
  windowMs: LOGIN_WINDOW_MS,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  skipSuccessfulRequests: true,
  requestWasSuccessful: (_: Request, { statusCode }: Response) => statusCode !== 401,
  // Anybody can send X-Forwarded-For: without `trustProxy` it is ignored, and no reason to log.
  validate: { xForwardedForHeader: false, forwardedHeader: false },
  handler: (_, response) =>
    sendFailure(response, {
      code: 'too-many-logins',
      message: `Too many failed logins; try again in ${LOGIN_WINDOW_MS / 60_000} minutes.`,
    }),
};

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** An IPv6 user holds a whole network: the limiter's default of /56 counts as one address. */
function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}
