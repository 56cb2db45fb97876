import type { SpoolEntry } from './entry.ts';
import { fileNameOf } from './file-name.ts';
import type { Room } from './room.ts';

/** What stands in `new/` and is known to this daemon, by id. */
export interface Held {
  has(id: string): boolean;
  /** A name that is about to appear. */
  reserve(id: string): void;
  /** `room` has been taken for it already. */
  keep(entry: SpoolEntry): void;
  markTried(id: string): void;
  isTried(id: string): boolean;
  /** What its file is called now. */
  nameOf(id: string): string;
  /** It is off the disk: its room is free. */
  forget(id: string): void;
}

/** Knows nothing yet. */
export function createHeld(room: Room): Held {
  const sizes = new Map<string, number>();
  const tried = new Set<string>();
  return {
    has: (id) => sizes.has(id),
    reserve: (id) => void sizes.set(id, 0),
    keep(entry) {
      sizes.set(entry.id, sizeOf(entry));
      if (entry.tried) tried.add(entry.id);
    },
    markTried: (id) => void tried.add(id),
    isTried: (id) => tried.has(id),
    nameOf: (id) => fileNameOf(id, tried.has(id)),
    forget(id) {
      room.give(sizes.get(id) ?? 0);
      sizes.delete(id);
      tried.delete(id);
    },
  };
}

/** Bytes of its file. */
export function sizeOf({ headBytes, messageBytes }: SpoolEntry): number {
  return headBytes + messageBytes;
}
