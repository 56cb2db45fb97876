import type { Learning } from '../learning.ts';

/** A message that waits in the spool. */
export interface SpoolEntry extends Learning {
  /** The name of its file in `new/`; names sort in the order in which messages came. */
  readonly id: string;
  /** When it came, ISO 8601 in UTC. */
  readonly received: string;
  /** Of Message-ID and body, 32 hex digits: the same message moved twice has the same. */
  readonly digest: string;
  /** Whether it was sent before the daemon started: nobody knows how much of it was learned. */
  readonly tried: boolean;
  /** Where the message begins in the file. */
  readonly headBytes: number;
  /** Length of the message. */
  readonly messageBytes: number;
}
