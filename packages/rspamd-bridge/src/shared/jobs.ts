import { Queue } from 'bullmq';
import type { BridgeLimits } from '../limits.ts';
import { inTime, type RedisTarget } from './connection.ts';
import { PREFIX } from './store.ts';

/** The queue's name: what its dashboards show. */
export const QUEUE_NAME = 'sievekit-bridge';

/** What a job holds: the rest stands under the move's own keys. */
export interface JobData {
  readonly id: string;
}

/** How jobs stand, on all machines together. */
export interface JobCounts {
  /** To be sent, or waiting for their time. */
  readonly waiting: number;
  readonly active: number;
  /** Dead letters. */
  readonly dead: number;
}

/** The jobs of BullMQ, one a move. Each method throws when Redis is away. */
export interface Jobs {
  /** Nothing happens where the job is there already; one that has failed waits again. */
  add(id: string, delayMs: number): Promise<void>;
  remove(id: string): Promise<void>;
  counts(): Promise<JobCounts>;
  /** What waits or is under way, or the dead letters. */
  list(place: 'waiting' | 'dead'): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens the queue; that Redis is away is told by the methods. */
export function openJobs(options: RedisTarget, limits: Pick<BridgeLimits, 'redisMs'>): Jobs {
  const queue = new Queue<JobData, void, 'learn'>(QUEUE_NAME, {
    connection: { ...options, enableOfflineQueue: false, maxRetriesPerRequest: 0 },
    prefix: PREFIX,
    skipVersionCheck: true,
    skipMetasUpdate: true,
  });
  queue.on('error', () => {}); // said by whoever asks
  return {
    async add(id, delay) {
      const data = { id };
      await inTime(queue.add('learn', data, { ...jobOptions, jobId: id, delay }), limits);
      const job = await inTime(queue.getJob(id), limits);
      if (job && (await inTime(job.isFailed(), limits))) await inTime(job.retry('failed'), limits);
    },
    async remove(id) {
      await inTime(queue.remove(id), limits);
    },
    async counts() {
      const found = await inTime(queue.getJobCounts('wait', 'delayed', 'active', 'failed'), limits);
      const { wait = 0, delayed = 0, active = 0, failed = 0 } = found;
      return { waiting: wait + delayed, active, dead: failed };
    },
    async list(place) {
      const states = place === 'dead' ? DEAD : WAITING;
      const found = await inTime(queue.getJobs([...states], 0, -1, true), limits);
      return found.map(({ data }) => data.id).sort();
    },
    close: () => queue.close(),
  };
}

const DEAD = ['failed'] as const;
const WAITING = ['wait', 'delayed', 'active'] as const;

/** What fails for a reason of ours is tried again; a dead letter is said to be one. */
const jobOptions = {
  attempts: 1_000_000,
  backoff: { type: 'fixed', delay: 1000 },
  removeOnComplete: true,
  removeOnFail: false,
} as const;
