import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Outcome } from '../controller/answer.ts';
import { describe } from '../controller/classify-answer.ts';
import type { Controller } from '../controller/controller.ts';
import { messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import type { Observer } from '../metrics/observer.ts';
import type { DeadLetter } from '../spool/dead-letter.ts';
import { backoff } from '../worker/backoff.ts';
import { createGate, type GateState } from '../worker/gate.ts';
import { report, reportDead } from '../worker/report.ts';
import type { createTally } from '../worker/tally.ts';
import type { RedisTarget } from './connection.ts';
import { type JobData, type Jobs, QUEUE_NAME } from './jobs.ts';
import { type Ending, PREFIX, type SharedMove, type Store } from './store.ts';

/** Learns what any machine has brought to Redis. */
export interface Learner {
  state(): GateState;
  inFlight(): number;
  close(): Promise<void>;
}

/** What a learner works with. */
export interface LearnerOptions {
  readonly redis: RedisTarget;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly controller: Controller;
  readonly concurrency: number;
  readonly quota: number;
  readonly limits: BridgeLimits;
  readonly log: BridgeLogger;
  readonly observer?: Observer | undefined;
  readonly tally: ReturnType<typeof createTally>;
}

type Gate = ReturnType<typeof createGate>;

interface Context extends LearnerOptions {
  readonly gate: Gate;
  /** What this machine has in hand: a Redis that forgot it may hand it out once more. */
  readonly inHand: Map<string, Promise<void>>;
  isClosed(): boolean;
}

/** Begins at once; while Redis is away it waits. */
export function createLearner(options: LearnerOptions): Learner {
  const { limits, concurrency, redis } = options;
  const gate = createGate(concurrency, limits);
  const inHand = new Map<string, Promise<void>>();
  let isClosed = false;
  const context: Context = { ...options, gate, inHand, isClosed: () => isClosed };
  const worker = new Worker<JobData>(
    QUEUE_NAME,
    async (job, token) => {
      try {
        await process(context, job, token);
      } finally {
        void valve.turn();
      }
    },
    {
      connection: { ...redis, maxRetriesPerRequest: null },
      prefix: PREFIX,
      concurrency,
      maxStalledCount: 1_000_000, // whose machine was killed is taken up by another
      stalledInterval: limits.sharedStalledMs,
      lockDuration: limits.sharedStalledMs,
      skipVersionCheck: true,
    },
  );
  worker.on('error', () => {}); // the shipper says that Redis is away
  const valve = createValve(context, worker);
  return {
    state: gate.state,
    inFlight: () => inHand.size,
    async close() {
      isClosed = true;
      valve.close();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limits.closeMs);
      });
      // While Redis is away it would wait for it; what it has in hand is taken up by another.
      await Promise.race([worker.close().catch(() => {}), late]);
      clearTimeout(timer);
    },
  };
}

/** Takes no more jobs while the controller is away, and one at a time to see whether it is back. */
function createValve(
  { gate, controller, limits, isClosed }: Context,
  worker: Worker<JobData>,
): { turn(): Promise<void>; close(): void } {
  let timer: NodeJS.Timeout | undefined;
  async function turn(): Promise<void> {
    clearTimeout(timer);
    if (isClosed()) return;
    if (worker.concurrency !== gate.width()) worker.concurrency = gate.width();
    const wait = gate.wait();
    if (wait === 0) {
      if (worker.isPaused()) void worker.resume();
      return;
    }
    if (!worker.isPaused()) await worker.pause(true);
    const isHeld = gate.state() === 'held';
    timer = setTimeout(
      () => void look(isHeld),
      isHeld ? Math.min(wait, limits.passwordCheckMs) : wait,
    );
  }
  async function look(isHeld: boolean): Promise<void> {
    if (isHeld && (await controller.passwordChanged())) gate.release();
    await turn();
  }
  return { turn, close: () => clearTimeout(timer) };
}

async function process(context: Context, job: Job<JobData>, token?: string): Promise<void> {
  const { store, inHand, gate, limits, jobs } = context;
  const { id } = job.data;
  const other = inHand.get(id);
  if (other !== undefined) return other;
  if (gate.wait() > 0) return postpone(job, gate.wait(), token);
  const begun = await store.begin(id, context.quota);
  if (begun.kind === 'gone') return;
  if (begun.kind === 'wait') {
    await jobs.add(begun.first, 0); // it has one already, unless its machine died in the middle
    return postpone(job, limits.sharedLookMs, token);
  }
  const work = learn(context, id, begun.move, begun.kind === 'quota');
  inHand.set(
    id,
    work.then(
      () => {},
      () => {},
    ),
  );
  const wait = await work.finally(() => inHand.delete(id));
  if (wait !== null) await postpone(job, wait, token);
}

async function postpone(job: Job<JobData>, ms: number, token?: string): Promise<never> {
  await job.moveToDelayed(Date.now() + Math.max(ms, 1), token);
  throw new DelayedError();
}

/** Null when it has ended; milliseconds until it should be tried again otherwise. */
async function learn(
  context: Context,
  id: string,
  move: SharedMove,
  isOverQuota: boolean,
): Promise<number | null> {
  const { store, controller, gate, log, observer, limits, tally } = context;
  const letter = giveUp(move, isOverQuota, limits);
  if (letter !== null) {
    reportDead(log, move, letter.detail);
    return bury(context, id, move, letter);
  }
  const entered = gate.enter();
  const isOpen = gate.state() === 'open';
  const body = await store.download(id);
  if (body === null) {
    log.warn({ id: move.id }, 'the message is gone from Redis');
    await store.forget(id, move);
    return null;
  }
  const began = performance.now();
  const outcome = await controller.learn(move, body, () => store.download(id));
  const ms = Math.round(performance.now() - began);
  const item = { entry: move, attempts: move.attempts, blamed: 0, due: 0 };
  report(log, item, outcome, ms);
  observer?.attempted(outcome, ms);
  switch (outcome.kind) {
    case 'done':
      gate.succeeded();
      tally.count(move.verdict, outcome.result);
      if (/less tokens/i.test(outcome.answer.text)) tally.count(move.verdict, 'tooShort');
      return finish(context, id, move, outcome.result);
    case 'dead':
      gate.succeeded();
      return bury(context, id, move, letterFor(outcome));
    case 'again':
      gate.failed(entered);
      return isOpen ? backoff(move.attempts, limits.firstRetryMs, limits.lastMessageRetryMs) : 1;
    case 'hold':
      gate.held();
      return 1;
  }
}

function giveUp(move: SharedMove, isOverQuota: boolean, limits: BridgeLimits): DeadLetter | null {
  if (isOverQuota) {
    const detail = `${move.user} has taught as much in this hour as one may`;
    return { reason: 'quota', detail, status: null };
  }
  if (move.attempts <= 1 || Date.now() - Date.parse(move.received) <= limits.spoolAgeMs)
    return null;
  return { reason: 'expired', detail: `tried in vain since ${move.received}`, status: null };
}

function letterFor({ answer }: Extract<Outcome, { kind: 'dead' }>): DeadLetter {
  return { reason: 'rejected', detail: describe(answer), status: answer.status };
}

/** As often as it takes: rspamd has learned it, and Redis may be away in this moment. */
async function finish(context: Context, id: string, move: SharedMove, how: Ending): Promise<null> {
  await insist(context, () => context.store.finish(id, move, how));
  return null;
}

async function bury(
  context: Context,
  id: string,
  move: SharedMove,
  letter: DeadLetter,
): Promise<never> {
  context.tally.count(move.verdict, 'dead');
  await insist(context, () => context.store.bury(id, move, letter));
  throw new UnrecoverableError(`${letter.reason}: ${letter.detail}`);
}

async function insist(
  { log, limits, isClosed }: Context,
  work: () => Promise<void>,
): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (isClosed()) throw error;
      if (failures === 0)
        log.warn({ reason: messageOf(error) }, 'cannot tell Redis what is learned');
      await new Promise((resolve) => setTimeout(resolve, limits.firstRetryMs));
    }
  }
}
