import type { Outcome } from '../controller/answer.ts';
import { describe } from '../controller/classify-answer.ts';
import type { BridgeLogger } from '../log.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import type { QueueItem, Spared } from './queue.ts';

/** Leaves one line in the log for an attempt that took `ms` milliseconds. No mail content. */
export function report(log: BridgeLogger, item: QueueItem, outcome: Outcome, ms: number): void {
  const { id, user, verdict, cause } = item.entry;
  const result = outcome.kind === 'done' ? outcome.result : outcome.kind;
  const line = { id, user, verdict, cause, result, ms };
  switch (outcome.kind) {
    case 'done':
      log.info(line, 'done');
      return;
    case 'again':
      log.warn({ ...line, attempts: item.attempts, reason: outcome.reason }, 'will try again');
      return;
    case 'hold':
      log.error({ ...line, reason: outcome.reason }, 'held: mend the controller password');
      return;
    case 'dead':
      log.error({ ...line, reason: describe(outcome.answer) }, 'dead letter');
  }
}

/** Leaves the line of a message that need not be sent. */
export function reportSpared(log: BridgeLogger, entry: SpoolEntry, result: Spared['why']): void {
  const { id, user, verdict, cause } = entry;
  log.info({ id, user, verdict, cause, result }, 'not sent');
}

/** Leaves the line of a message that is given up without asking the controller. */
export function reportDead(log: BridgeLogger, entry: SpoolEntry, reason: string): void {
  const { id, user, verdict, cause } = entry;
  log.error({ id, user, verdict, cause, result: 'dead', reason }, 'dead letter');
}
