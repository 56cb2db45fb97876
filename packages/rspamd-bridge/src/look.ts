import { messageOf } from './error.ts';
import type { BridgeLogger } from './log.ts';
import type { BrokenFile } from './spool/recover.ts';

/** Looks through the spool for what did not come through the socket. */
export interface Look {
  /** Ends it, and waits for a look that is under way. */
  close(): Promise<void>;
}

/** Does `look` now, and again every `everyMs`, one at a time. What fails is logged. */
export async function startLooking(
  look: () => Promise<void>,
  everyMs: number,
  log: BridgeLogger,
): Promise<Look> {
  const lookOnce = (): Promise<void> =>
    look().catch((error: unknown) => {
      log.error({ reason: messageOf(error) }, 'cannot look through the spool');
    });
  let looking: Promise<void> | null = null;
  await lookOnce();
  const timer = setInterval(() => {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
  }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** A line for each file that could not be read, and was put aside. */
export function reportBroken(log: BridgeLogger, broken: readonly BrokenFile[]): void {
  for (const { id, reason } of broken) log.error({ id, reason }, 'dead letter: unreadable file');
}
