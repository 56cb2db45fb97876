import { resolve } from 'node:path';
import {
  dropSpooled,
  isBridgeError,
  listSpool,
  openSharedSpool,
  openSpooled,
  retryDead,
  type SharedSpool,
} from '@sievekit/rspamd-bridge';
import { readSection } from '../config.ts';
import { Failure } from '../failure.ts';

/** Where `queue` finds messages: the spool of this machine, or the Redis of several. */
export interface MailStoreOptions {
  readonly config?: string;
  readonly spool?: string;
}

type MailStore = Pick<SharedSpool, 'list' | 'open' | 'retry' | 'drop'>;

/**
 * Lets `work` look at what waits: where the configuration names a Redis, of all machines; with
 * `--spool`, of that one alone.
 *
 * @throws {Failure} when there is nothing to look at
 */
export async function withMailStore(
  options: MailStoreOptions,
  work: (store: MailStore) => Promise<void>,
): Promise<void> {
  const redis = options.spool === undefined ? await findRedis(options) : null;
  try {
    if (redis === null) {
      await work(openFolder(await findSpool(options)));
      return;
    }
    const store = await openSharedSpool(redis);
    await work(store).finally(store.close);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    const hint = error.code === 'spool' ? " Run it as the bridge's user, or as root." : '';
    throw new Failure(`${error.message}.${hint}`, { cause: error });
  }
}

/** The folder of a spool. @throws {Failure} when nothing names it */
export async function findSpool({ config, spool }: MailStoreOptions): Promise<string> {
  const path = spool
    ? resolve(spool)
    : config && (await readSection(config, 'bridge')).settings.spool;
  if (typeof path === 'string') return path;
  throw new Failure('Which spool? Give --spool FOLDER, or --config FILE.');
}

async function findRedis({
  config,
}: MailStoreOptions): Promise<Parameters<typeof openSharedSpool>[0] | null> {
  if (config === undefined) return null;
  const { redis, redisPasswordFile } = (await readSection(config, 'bridge')).settings;
  if (typeof redis !== 'string') return null;
  if (!URL.canParse(redis)) throw new Failure(`redis: ${redis} is not an address.`);
  return {
    url: new URL(redis),
    passwordFile: typeof redisPasswordFile === 'string' ? redisPasswordFile : undefined,
  };
}

function openFolder(spool: string): MailStore {
  return {
    list: (place) => listSpool(spool, place),
    open: (message) => openSpooled(spool, message),
    retry: (message) => retryDead(spool, message),
    drop: (message) => dropSpooled(spool, message),
  };
}
