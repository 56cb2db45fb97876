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

/**
 * Messages in the order in which they came. Those of one user and one message go one after
 * another, so that spam and then ham ends as ham; all others may overtake a message that waits.
 */
export interface Queue {
  add(entry: SpoolEntry): void;
  /** The next that may be sent, taken out until `finish` or `putBack`; null when none may. */
  take(now: number): QueueItem | null;
  finish(item: QueueItem): void;
  /** To be tried again, not before `item.due`. */
  putBack(item: QueueItem): void;
  /** When the next one of those that wait for their time is due, or null. */
  nextDue(): number | null;
  /** All that are not finished, those being sent included. */
  size(): number;
  /** When the oldest of them came, ISO 8601, or null. */
  oldest(): string | null;
}

/** An empty queue. */
export function createQueue(): Queue {
  /** By user and message; the first of each is the one that may go, or is under way. */
  const lanes = new Map<string, QueueItem[]>();
  /** Firsts never tried, as a map for its order and its cheap removal at the front. */
  const ready = new Set<QueueItem>();
  /** Firsts that failed, by `due`. */
  const delayed: QueueItem[] = [];
  const all = new Map<string, QueueItem>();

  return {
    add(entry) {
      const item: QueueItem = { entry, attempts: 0, blamed: 0, due: 0 };
      all.set(entry.id, item);
      const lane = lanes.get(laneOf(entry));
      if (lane === undefined) {
        lanes.set(laneOf(entry), [item]);
        ready.add(item);
      } else {
        lane.push(item);
      }
    },
    take(now) {
      for (const item of ready) {
        ready.delete(item);
        return item;
      }
      return delayed[0] !== undefined && delayed[0].due <= now ? (delayed.shift() ?? null) : null;
    },
    finish(item) {
      all.delete(item.entry.id);
      const key = laneOf(item.entry);
      const lane = lanes.get(key) ?? [];
      lane.shift();
      if (lane[0] === undefined) lanes.delete(key);
      else ready.add(lane[0]);
    },
    putBack(item) {
      const later = delayed.findIndex((other) => other.due > item.due);
      delayed.splice(later < 0 ? delayed.length : later, 0, item);
    },
    nextDue: () => (ready.size > 0 ? 0 : (delayed[0]?.due ?? null)),
    size: () => all.size,
    oldest: () => {
      for (const item of all.values()) return item.entry.received;
      return null;
    },
  };
}

function laneOf(entry: SpoolEntry): string {
  return `${entry.digest} ${entry.user}`;
}
