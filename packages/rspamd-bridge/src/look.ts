import { messageOf } from './error.ts';
import type { BridgeLimits } from './limits.ts';
import type { BridgeLogger } from './log.ts';
import type { BrokenFile } from './spool/recover.ts';
import type { Spool } from './spool/spool.ts';
import type { Worker } from './worker/worker.ts';

/**
 * Looks through the spool now and then for what somebody else has put there: a dead letter to be
 * tried again. Gives what ends it, and waits for a look that is under way.
 */
export function lookForNew(
  spool: Spool,
  worker: Worker,
  limits: Pick<BridgeLimits, 'lookMs'>,
  log: BridgeLogger,
): () => Promise<void> {
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    try {
      const { entries, broken } = await spool.findNew();
      reportBroken(log, broken);
      for (const entry of entries) worker.add(entry);
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'cannot look through the spool');
    }
  }

  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, limits.lookMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** A line for each file that could not be read, and was put aside. */
export function reportBroken(log: BridgeLogger, broken: readonly BrokenFile[]): void {
  for (const { id, reason } of broken) log.error({ id, reason }, 'dead letter: unreadable file');
}
