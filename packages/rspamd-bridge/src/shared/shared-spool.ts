import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { BridgeError, messageOf } from '../error.ts';
import { defaultLimits } from '../limits.ts';
import type { SpooledMessage } from '../spool/inspect.ts';
import { inTime, openClient, type RedisPlace, readRedisOptions } from './connection.ts';
import { openJobs } from './jobs.ts';
import { createStore, laneOf } from './store.ts';

type SharedPlace = Exclude<SpooledMessage['place'], 'learned'>;

/** What all machines have brought to Redis, for a person. Each method throws when Redis is away. */
export interface SharedSpool {
  /** The oldest first. `id` ends with the name of the spool that it came through. */
  list(place: SharedPlace): Promise<SpooledMessage[]>;
  /** The mail itself; null when it is gone. */
  open(message: SpooledMessage): Promise<Readable | null>;
  /** Puts a dead letter back. */
  retry(message: SpooledMessage): Promise<void>;
  /** Removes a message for good, from the spool of its machine too. */
  drop(message: SpooledMessage): Promise<void>;
  close(): Promise<void>;
}

/**
 * Looks at the Redis that several machines share.
 *
 * @throws BridgeError `redis` when it does not answer, `password`
 */
export async function openSharedSpool(place: RedisPlace): Promise<SharedSpool> {
  const limits = defaultLimits;
  const target = await readRedisOptions(place);
  const client = openClient(target);
  try {
    await inTime(once(client, 'ready'), limits); // an error ends it too, and says why
  } catch (cause) {
    client.disconnect();
    const { host } = place.url;
    throw new BridgeError('redis', `no Redis answers on ${host}: ${messageOf(cause)}`, { cause });
  }
  const store = createStore(client, { origin: '', settles: false }, limits);
  const jobs = openJobs(target, limits);

  async function describe(id: string, at: SharedPlace): Promise<SpooledMessage | null> {
    const found = await store.read(id);
    if (found === null) return null;
    const { user, verdict, cause, from, to, received, messageBytes, tried } = found.move;
    const reason = found.letter?.reason ?? null;
    const detail = found.letter?.detail ?? null;
    const known = { user, verdict, cause, from, to, received, tried, reason, detail };
    return { id, place: at, size: messageBytes, ...known };
  }

  return {
    async list(at) {
      const found: SpooledMessage[] = [];
      for (const id of await jobs.list(at)) {
        const message = await describe(id, at);
        if (message !== null) found.push(message);
      }
      return found;
    },
    open: ({ id }) => store.download(id),
    async retry({ id }) {
      const found = await store.read(id);
      if (found === null) return;
      await store.revive(id, laneOf(found.move));
      await jobs.add(id, 0);
    },
    async drop({ id }) {
      const found = await store.read(id);
      if (found !== null) await store.finish(id, found.move, 'dropped');
      await jobs.remove(id).catch(() => {}); // one that is under way ends by itself
    },
    async close() {
      await jobs.close().catch(() => {});
      client.disconnect();
    },
  };
}
