import type { Readable } from 'node:stream';
import { messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import type { DeadLetter } from '../spool/dead-letter.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import { reportSpared } from '../worker/report.ts';
import type { createTally } from '../worker/tally.ts';
import type { Jobs } from './jobs.ts';
import { laneOf, type Store } from './store.ts';

/** Brings what waits in the spool to Redis, and takes it off the spool once it has ended there. */
export interface Shipper {
  add(entry: SpoolEntry): void;
  /** Not ended yet, as far as this machine knows. */
  waiting(): number;
  oldest(): string | null;
  /** Whether Redis took and told what it was asked the last time. */
  isUp(): boolean;
  close(): Promise<void>;
}

/** The spool, as a shipper sees it. */
export interface ShippedShelf {
  /** Its file then says that it may have been tried. Null when it is no longer there. */
  read(entry: SpoolEntry): Promise<Readable | null>;
  keep(entry: SpoolEntry): Promise<void>;
  remove(entry: SpoolEntry): Promise<void>;
  bury(entry: SpoolEntry, letter: DeadLetter): Promise<void>;
  /** A dead letter that was learned after all, on another machine perhaps. */
  forgetDead(id: string): Promise<void>;
}

/** What a shipper works with. */
export interface ShipperOptions {
  readonly shelf: ShippedShelf;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly origin: string;
  readonly settleMs: number;
  /** Ends once there is a connection, or a first one was tried for long enough. */
  readonly connected: Promise<void>;
  /** Why there is no connection, where that is known. */
  whyAway(): string | null;
  readonly limits: Pick<BridgeLimits, 'sharedLookMs' | 'sharedCheckMs' | 'firstRetryMs'>;
  readonly log: BridgeLogger;
  readonly tally: ReturnType<typeof createTally>;
}

const CHECKED_AT_ONCE = 500;

/** Begins at once, and goes on until it is closed, one message after the other. */
export function createShipper(options: ShipperOptions): Shipper {
  const { log, limits, store } = options;
  const waiting = new Map<string, SpoolEntry>();
  const toShip = new Set<string>();
  const context = { ...options, waiting, toShip };
  const alarm = createAlarm();
  let up = true;
  let isClosed = false;
  let checked = Date.now();

  async function round(): Promise<void> {
    if (!up || Date.now() - checked > limits.sharedCheckMs) {
      await findLost(context);
      checked = Date.now();
    }
    for (const id of toShip) {
      if (isClosed) return;
      await ship(context, id);
      toShip.delete(id);
    }
    for (let ended = await store.nextEnded(); ended && !isClosed; ended = await store.nextEnded())
      await takeOff(context, ended);
  }

  async function work(): Promise<void> {
    await options.connected;
    while (!isClosed) {
      try {
        await round();
        if (!up) log.info({ waiting: waiting.size }, 'Redis is back');
        up = true;
      } catch (error) {
        if (isClosed) return;
        if (up)
          log.error(
            { reason: options.whyAway() ?? messageOf(error) },
            'Redis is away: the spool keeps what comes',
          );
        up = false;
      }
      if (toShip.size === 0 || !up)
        await alarm.wait(up ? limits.sharedLookMs : limits.firstRetryMs);
    }
  }

  const working = work();
  return {
    add(entry) {
      const id = sharedId(entry, options.origin);
      waiting.set(id, entry);
      toShip.add(id);
      if (up) alarm.ring();
    },
    waiting: () => waiting.size,
    oldest: () => waiting.values().next().value?.received ?? null,
    isUp: () => up,
    async close() {
      isClosed = true;
      alarm.ring();
      await working;
    },
  };
}

/** What a move is called among all machines. */
export function sharedId(entry: SpoolEntry, origin: string): string {
  return `${entry.id}.${origin}`;
}

interface Context extends ShipperOptions {
  readonly waiting: Map<string, SpoolEntry>;
  readonly toShip: Set<string>;
}

async function ship(context: Context, id: string): Promise<void> {
  const { shelf, store, jobs, waiting } = context;
  const entry = waiting.get(id);
  if (entry === undefined) return;
  const [known] = await store.look([id]);
  if (known === 'lost' || known === 'dead') {
    const revived = known === 'dead' && (await store.revive(id, laneOf(entry)));
    if (!revived) {
      const body = await shelf.read(entry);
      if (body === null) {
        waiting.delete(id); // somebody has dropped it
        return;
      }
      await store.upload(id, body);
    }
  }
  const { how, other } = await store.enlist(id, entry);
  if (how === 'new' || how === 'known') {
    const due = entry.tried ? 0 : Date.parse(entry.received) + context.settleMs;
    await jobs.add(id, Math.max(0, Math.min(context.settleMs, due - Date.now())));
    return;
  }
  if (other !== undefined) await jobs.remove(other);
  await settleLocally(context, id, entry, how);
}

/** Redis may have been started anew without what it knew: what it has lost is brought once more. */
async function findLost({ waiting, toShip, store }: Context): Promise<void> {
  const ids = [...waiting.keys()].filter((id) => !toShip.has(id));
  for (let at = 0; at < ids.length; at += CHECKED_AT_ONCE) {
    const some = ids.slice(at, at + CHECKED_AT_ONCE);
    const found = await store.look(some);
    for (const [index, id] of some.entries()) {
      const entry = waiting.get(id);
      if (found[index] !== 'lost' || entry === undefined) continue;
      waiting.set(id, { ...entry, tried: true }); // by whom nobody knows any more
      toShip.add(id);
    }
  }
}

async function takeOff(
  context: Context,
  { id, how }: { readonly id: string; readonly how: string },
): Promise<void> {
  const { waiting, shelf, store, origin } = context;
  const entry = waiting.get(id);
  if (entry !== undefined) await settleLocally(context, id, entry, how);
  else if (how !== 'dead') await shelf.forgetDead(id.slice(0, -origin.length - 1));
  await store.forgetEnded(id);
}

/** A disk that refuses is told of; the message stays, and is known as ended when it is shipped again. */
async function settleLocally(
  { shelf, store, waiting, log, tally }: Context,
  id: string,
  entry: SpoolEntry,
  how: string,
): Promise<void> {
  const letter = how === 'dead' ? (await store.read(id))?.letter : null;
  try {
    if (how === 'dead') await shelf.bury(entry, letter ?? unknownLetter);
    else if (how === 'learned' || how === 'already') await shelf.keep(entry);
    else await shelf.remove(entry);
  } catch (error) {
    const reason = messageOf(error);
    log.error({ id: entry.id, reason }, 'cannot take a message off the spool');
  }
  waiting.delete(id);
  if (how !== 'cancelled' && how !== 'repeated') return;
  tally.count(entry.verdict, how);
  reportSpared(log, entry, how);
}

const unknownLetter: DeadLetter = {
  reason: 'rejected',
  detail: 'the machine that tried it has said why in its log',
  status: null,
};

/** Waits that somebody may end. */
function createAlarm(): { wait(ms: number): Promise<void>; ring(): void } {
  let wake = (): void => {};
  let rung = false;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, rung ? 0 : ms);
        function done(): void {
          clearTimeout(timer);
          wake = () => {};
          rung = false;
          resolve();
        }
        wake = done;
      }),
    ring() {
      rung = true;
      wake();
    },
  };
}
