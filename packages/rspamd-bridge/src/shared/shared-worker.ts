import type { Redis } from 'ioredis';
import { createTally } from '../worker/tally.ts';
import type { Worker, WorkerOptions } from '../worker/worker.ts';
import {
  inTime,
  openClient,
  type RedisPlace,
  type RedisTarget,
  readRedisOptions,
} from './connection.ts';
import { type JobCounts, openJobs } from './jobs.ts';
import { createLearner } from './learner.ts';
import { createShipper, type ShippedShelf } from './shipper.ts';
import { createStore } from './store.ts';

/** How all machines together stand. */
export interface SharedStatus extends JobCounts {
  /** False while Redis is away; the counts are 0 then. */
  readonly up: boolean;
}

/** A worker that shares what waits with those of other machines. */
export interface SharedWorker extends Worker {
  /** How all together stand; null where there is one alone. */
  shared(): Promise<SharedStatus | null>;
}

/** What it is made of, beside what each worker is. */
export interface SharedWorkerOptions extends Omit<WorkerOptions, 'shelf'> {
  readonly place: RedisPlace;
  readonly shelf: ShippedShelf;
  /** The name of this machine's spool. */
  readonly origin: string;
}

/**
 * Brings what comes to Redis, and learns what any machine has brought there. While Redis is away
 * the spool keeps what comes.
 *
 * @throws BridgeError `password` when the password file cannot be read
 */
export async function createSharedWorker(options: SharedWorkerOptions): Promise<SharedWorker> {
  const { origin, settleMs, limits } = options;
  const target = await readRedisOptions(options.place);
  let isClosed = false;
  const redisOptions: RedisTarget = {
    ...target,
    retryStrategy: (times) => (isClosed ? null : target.retryStrategy(times)),
  };
  const client = openClient(redisOptions);
  let whyAway: string | null = null;
  client.on('error', ({ message }: Error) => {
    whyAway = message;
  });
  client.on('ready', () => {
    whyAway = null;
  });
  const connected = firstConnection(client, limits.redisMs);
  const tally = createTally();
  const store = createStore(client, { origin, settles: settleMs > 0 }, limits);
  const jobs = openJobs(redisOptions, limits);
  const learner = createLearner({ ...options, redis: redisOptions, store, jobs, tally });
  const shipper = createShipper({
    ...{ ...options, store, jobs, tally, connected },
    whyAway: () => whyAway,
  });
  return {
    add: shipper.add,
    status: () => ({
      state: learner.state(),
      waiting: shipper.waiting(),
      inFlight: learner.inFlight(),
      oldest: shipper.oldest(),
      ...tally.read(),
    }),
    async shared() {
      const away = { up: false, waiting: 0, active: 0, dead: 0 };
      if (!shipper.isUp()) return away;
      return jobs.counts().then(
        (counts) => ({ up: true, ...counts }),
        () => away,
      );
    },
    async close() {
      isClosed = true;
      await learner.close();
      await shipper.close();
      await inTime(jobs.close(), limits).catch(() => {});
      client.disconnect();
    },
  };
}

/** Ends with the first connection, or the first that fails; after `ms` in any case. */
function firstConnection(client: Redis, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      resolve();
    }
    for (const event of ['ready', 'close', 'end'] as const) client.once(event, done);
  });
}
