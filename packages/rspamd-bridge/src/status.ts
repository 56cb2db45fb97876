import type { LearnedTotal } from './controller/learned-total.ts';
import type { SharedStatus } from './shared/shared-worker.ts';
import type { WorkerStatus } from './worker/worker.ts';

/** What a running bridge says of itself. */
export interface BridgeStatus extends WorkerStatus {
  /** Connections of Dovecot being served now. */
  readonly connections: number;
}

/** The same with what the disk and rspamd say: the answer of `/status`. */
export interface BridgeReport extends BridgeStatus {
  /** Bytes of what waits in the spool. */
  readonly spoolBytes: number;
  /** Dead letters in the spool, those of earlier runs too. */
  readonly deadLetters: number;
  /** What rspamd's Bayes has learned in all; null where it does not say. */
  readonly rspamd: LearnedTotal | null;
  /** How much of each class it needs before it judges. */
  readonly minLearns: number;
  /** How all machines together stand; null where there is one. */
  readonly shared: SharedStatus | null;
}
