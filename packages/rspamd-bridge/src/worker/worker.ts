import type { Controller } from '../controller/controller.ts';
import { messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import type { Observer } from '../metrics/observer.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import { type AttemptContext, attempt, type Shelf } from './attempt.ts';
import { createGate, type GateState } from './gate.ts';
import { createQueue, type QueueItem, type Spared } from './queue.ts';
import { createQuota } from './quota.ts';
import { reportSpared } from './report.ts';
import { createTally, type Tally } from './tally.ts';

/** How the worker is doing. */
export interface WorkerStatus extends Tally {
  readonly state: GateState;
  /** Messages not done yet, those under way included. */
  readonly waiting: number;
  readonly inFlight: number;
  /** When the oldest of them came, ISO 8601 in UTC, or null. */
  readonly oldest: string | null;
}

/** Carries messages from the spool to the controller. */
export interface Worker {
  add(entry: SpoolEntry): void;
  status(): WorkerStatus;
  /** Begins nothing new, and waits for what is under way. The rest stays on the disk. */
  close(): Promise<void>;
}

/** What the worker is made of. */
export interface WorkerOptions {
  readonly shelf: Shelf;
  readonly controller: Controller;
  /** Messages under way at once. */
  readonly concurrency: number;
  /** How long a message waits for the opposite move, which cancels it. */
  readonly settleMs: number;
  /** What one user may teach in an hour; 0 for as much as there is. */
  readonly quota: number;
  readonly observer?: Observer;
  readonly limits: BridgeLimits;
  readonly log: BridgeLogger;
}

/** A worker that begins as soon as there is something to do. */
export function createWorker(options: WorkerOptions): Worker {
  const gate = createGate(options.concurrency, options.limits);
  const queue = createQueue(options.settleMs);
  const tally = createTally();
  const quota = createQuota(options.quota);
  const context = { ...options, gate, queue, tally, quota };
  const pump = createPump(context);
  const tidying = new Set<Promise<void>>();
  return {
    add(entry) {
      const spared = queue.add(entry, Date.now());
      if (spared !== null) {
        const work = tidy(context, spared).finally(() => tidying.delete(work));
        tidying.add(work);
      }
      pump.run();
    },
    status: () => ({
      state: gate.state(),
      waiting: queue.size(),
      inFlight: pump.inFlight(),
      oldest: queue.oldest(),
      ...tally.read(),
    }),
    async close() {
      await pump.close();
      await Promise.all(tidying);
    },
  };
}

/** The older first: a daemon killed between the two then learns what was meant last. Never throws. */
async function tidy({ shelf, tally, log }: AttemptContext, spared: Spared): Promise<void> {
  for (const { verdict } of spared.entries) tally.count(verdict, spared.why);
  for (const entry of spared.entries) {
    await shelf.remove(entry).catch((error: unknown) => {
      const reason = messageOf(error);
      log.error({ id: entry.id, reason }, 'cannot take a message off the spool');
    });
    reportSpared(log, entry, spared.why);
  }
}

interface Pump {
  /** Begins what may begin now, and sets the alarm for the rest. */
  run(): void;
  inFlight(): number;
  close(): Promise<void>;
}

function createPump(context: AttemptContext): Pump {
  const { gate, queue, controller, limits } = context;
  const inFlight = new Set<Promise<void>>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function run(): void {
    clearTimeout(timer);
    if (closed) return;
    while (gate.wait() === 0 && inFlight.size < gate.width()) {
      const item = queue.take(Date.now());
      if (item === null) break;
      start(item);
    }
    setAlarm();
  }

  function start(item: QueueItem): void {
    const work = attempt(context, item).finally(() => {
      inFlight.delete(work);
      run();
    });
    inFlight.add(work);
  }

  /** For the end of a pause, of the controller or of a message; the end of an attempt wakes too. */
  function setAlarm(): void {
    const due = queue.nextDue();
    if (due === null || inFlight.size >= gate.width()) return;
    const wait = Math.max(gate.wait(), due - Date.now(), 1);
    if (gate.state() === 'held') {
      timer = setTimeout(() => void checkPassword(), Math.min(wait, limits.passwordCheckMs));
    } else {
      timer = setTimeout(run, wait);
    }
  }

  async function checkPassword(): Promise<void> {
    if (await controller.passwordChanged()) gate.release();
    run();
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(timer);
    await Promise.all(inFlight);
  }

  return { run, inFlight: () => inFlight.size, close };
}
