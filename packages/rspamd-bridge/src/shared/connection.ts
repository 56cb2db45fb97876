import { Redis } from 'ioredis';
import { createPasswordFile } from '../controller/password.ts';
import { BridgeError } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import { redisDatabase } from '../redis-address.ts';

/** Where Redis is, as its clients want to be told. */
export interface RedisTarget {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly db: number;
  readonly tls?: Record<string, never>;
  readonly username?: string;
  readonly password?: string;
  retryStrategy(times: number): number | null;
}

/** How Redis is reached, for every connection of a bridge. */
export interface RedisPlace {
  readonly url: URL;
  /** Absolute path of the file whose first line is the password. */
  readonly passwordFile?: string | undefined;
}

/**
 * The options of a connection, without how it behaves when Redis is away.
 *
 * @throws BridgeError `password` when the file cannot be read
 */
export async function readRedisOptions({ url, passwordFile }: RedisPlace): Promise<RedisTarget> {
  const password =
    passwordFile === undefined ? undefined : await createPasswordFile(passwordFile).read();
  const place =
    url.protocol === 'unix:'
      ? { path: url.pathname, db: redisDatabase(url) }
      : {
          host: url.hostname.replace(/^\[|\]$/g, ''),
          port: Number(url.port || 6379),
          db: redisDatabase(url),
          ...(url.protocol === 'rediss:' && { tls: {} }),
        };
  return {
    ...place,
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(password !== undefined && { password }),
    retryStrategy: (times) => Math.min(2000, 50 * 2 ** Math.min(times, 6)),
  };
}

/** A connection of our own: what is asked while Redis is away fails at once. */
export function openClient(target: RedisTarget): Redis {
  const client = new Redis({
    ...target,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  });
  client.on('error', () => {}); // said by whoever asks
  return client;
}

/**
 * Ends with what `work` gives, or after `redisMs`: a command that was sent to a Redis that has
 * gone away may be answered never.
 *
 * @throws BridgeError `redis`
 */
export async function inTime<Result>(
  work: Promise<Result>,
  { redisMs }: Pick<BridgeLimits, 'redisMs'>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new BridgeError('redis', `Redis has not answered for ${redisMs} ms`)),
      redisMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
