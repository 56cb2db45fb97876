import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { EditorError } from '../editor-error.ts';
import { REDIS_TIMEOUT_MS } from '../limits.ts';

/**
 * Connects to the Redis of the configuration. One that goes away later is connected to again; what
 * was asked of it meanwhile fails in time.
 *
 * @throws EditorError 'redis-unreachable'
 */
export async function connectRedis(url: string, logger: Logger): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: REDIS_TIMEOUT_MS,
    commandTimeout: REDIS_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
  });
  // Words of Redis may quote what it was sent: the kind of error is enough.
  redis.on('error', (error: NodeJS.ErrnoException) =>
    logger.warn({ code: error.code ?? error.name }, 'Redis failed'),
  );
  try {
    await redis.connect();
    await redis.ping();
    return redis;
  } catch (cause) {
    redis.disconnect();
    throw new EditorError(
      'redis-unreachable',
      `Redis (setting "redis", host ${hostOf(url)}) does not answer: start it, or mend host, port and password.`,
      { cause },
    );
  }
}

/** The address without its password. */
function hostOf(url: string): string {
  return new URL(url).host || 'localhost';
}
