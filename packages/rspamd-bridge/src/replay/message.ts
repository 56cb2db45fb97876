import type { Readable } from 'node:stream';
import type { Verdict } from '../learning.ts';

/** A message that was there before the bridge, to be learned as what its mailbox says. */
export interface ReplayMessage {
  /** What it is known again by when the work is resumed; no line feed in it. */
  readonly key: string;
  readonly verdict: Verdict;
  /** When it came, milliseconds since 1970. */
  readonly time: number;
  /** Null when it has been moved or removed meanwhile. */
  open(): Promise<{ readonly body: Readable; readonly bytes: number } | null>;
}
