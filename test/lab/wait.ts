import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds until it is given up; 10,000 unless told. */
  timeout?: number;
  /** Milliseconds between two tries; 50 unless told. */
  every?: number;
  /** What to add to the message when it is given up, such as the end of a log. */
  hint?: () => string;
}

/**
 * Calls `attempt` until it gives something other than `undefined`, `null` or `false`, and returns
 * that. An attempt that throws counts as "not yet"; its message stands in the final error.
 */
export async function waitFor<T>(
  what: string,
  attempt: () => Promise<T> | T,
  { timeout = 10_000, every = 50, hint }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeout;
  let cause: unknown;
  for (;;) {
    try {
      const value = await attempt();
      if (value !== undefined && value !== null && value !== false) return value as NonNullable<T>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline) break;
    await sleep(every);
  }
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  const more = hint?.() ?? '';
  throw new Error(
    `waited ${timeout} ms in vain for ${what}${why}${more === '' ? '' : `\n${more}`}`,
    {
      cause,
    },
  );
}
