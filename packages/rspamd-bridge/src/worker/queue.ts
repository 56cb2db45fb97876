import type { SpoolEntry } from '../spool/entry.ts';

/** A message in the queue. */
export interface QueueItem {
  readonly entry: SpoolEntry;
  /** How often it has been tried since the daemon started. */
  attempts: number;
  /** How often it failed while the controller was taking others: the message's own fault, perhaps. */
  blamed: number;
  /** Not before this moment, milliseconds since 1970. */
  due: number;
}

/** Messages that need not be sent after all, to be taken off the spool in this order. */
export interface Spared {
  /** `cancelled`: moved there and back. `repeated`: one that says the same waits already. */
  readonly why: 'cancelled' | 'repeated';
  readonly entries: readonly SpoolEntry[];
}

/**
 * Messages in the order in which they came. Those of one user and one message go one after
 * another, so that spam and then ham ends as ham; all others may overtake a message that waits.
 */
export interface Queue {
  /**
   * Takes one in, to be sent once it has settled. Where there is a settle window, and the last move
   * of the same message by the same user was not sent yet, the opposite move cancels both.
   */
  add(entry: SpoolEntry, now: number): Spared | null;
  /** The next that may be sent, taken out until `finish` or `putBack`; null when none may. */
  take(now: number): QueueItem | null;
  finish(item: QueueItem, now: number): void;
  /** To be tried again, not before `item.due`. */
  putBack(item: QueueItem): void;
  /** When the next one of those that wait for their time is due, or null. */
  nextDue(): number | null;
  /** All that are not finished, those being sent included. */
  size(): number;
  /** When the oldest of them came, ISO 8601, or null. */
  oldest(): string | null;
}

/** An empty queue; `settleMs` is how long a message waits for its opposite, 0 for not at all. */
export function createQueue(settleMs: number): Queue {
  /** By user and message; the first of each is the one that may go, or is under way. */
  const lanes = new Map<string, QueueItem[]>();
  /** Firsts never tried, as a set for its order and its cheap removal at the front. */
  const ready = new Set<QueueItem>();
  const delayed = createDelayed();
  const all = new Map<string, QueueItem>();

  function schedule(item: QueueItem, now: number): void {
    if (item.due > now) delayed.add(item);
    else ready.add(item);
  }

  function cancel(item: QueueItem, lane: QueueItem[]): void {
    all.delete(item.entry.id);
    lane.pop();
    if (lane.length === 0) lanes.delete(laneOf(item.entry));
    if (!ready.delete(item)) delayed.remove(item);
  }

  return {
    add(entry, now) {
      const lane = lanes.get(laneOf(entry));
      const last = lane?.at(-1);
      if (settleMs > 0 && lane && last && wasNeverSent(last)) {
        if (last.entry.verdict === entry.verdict) return { why: 'repeated', entries: [entry] };
        cancel(last, lane);
        return { why: 'cancelled', entries: [last.entry, entry] };
      }
      const due = entry.tried ? 0 : Math.min(Date.parse(entry.received), now) + settleMs;
      const item: QueueItem = { entry, attempts: 0, blamed: 0, due };
      all.set(entry.id, item);
      if (lane === undefined) {
        lanes.set(laneOf(entry), [item]);
        schedule(item, now);
      } else {
        lane.push(item);
      }
      return null;
    },
    take(now) {
      for (const item of ready) {
        ready.delete(item);
        return item;
      }
      return (delayed.due() ?? Number.POSITIVE_INFINITY) <= now ? delayed.shift() : null;
    },
    finish(item, now) {
      all.delete(item.entry.id);
      const key = laneOf(item.entry);
      const lane = lanes.get(key) ?? [];
      lane.shift();
      if (lane[0] === undefined) lanes.delete(key);
      else schedule(lane[0], now);
    },
    putBack: delayed.add,
    nextDue: () => (ready.size > 0 ? 0 : delayed.due()),
    size: () => all.size,
    oldest: () => {
      for (const item of all.values()) return item.entry.received;
      return null;
    },
  };
}

/** Of what was sent nobody knows whether rspamd has learned it: its opposite must be learned too. */
function wasNeverSent({ entry, attempts }: QueueItem): boolean {
  return attempts === 0 && !entry.tried;
}

function laneOf(entry: SpoolEntry): string {
  return `${entry.digest} ${entry.user}`;
}

interface Delayed {
  add(item: QueueItem): void;
  remove(item: QueueItem): void;
  shift(): QueueItem | null;
  due(): number | null;
}

/** Items by `due`; those of the same moment in the order in which they came. */
function createDelayed(): Delayed {
  const items: QueueItem[] = [];
  return {
    add(item) {
      let [low, high] = [0, items.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((items[middle] as QueueItem).due > item.due) high = middle;
        else low = middle + 1;
      }
      items.splice(low, 0, item);
    },
    remove(item) {
      const at = items.indexOf(item);
      if (at >= 0) items.splice(at, 1);
    },
    shift: () => items.shift() ?? null,
    due: () => items[0]?.due ?? null,
  };
}
