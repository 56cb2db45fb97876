import type { BridgeLimits } from '../limits.ts';
import { backoff } from './backoff.ts';

/**
 * - `open`: messages are sent, as many at once as are allowed
 * - `backing-off`: the controller failed; after a pause one message tries whether it is back
 * - `held`: the controller refused the password
 */
export type GateState = 'open' | 'backing-off' | 'held';

/** Decides when the controller may be asked, for all messages together. */
export interface Gate {
  state(): GateState;
  /** Milliseconds until the next attempt may begin; 0 when it may now. */
  wait(): number;
  /** How many attempts may run at once. */
  width(): number;
  /** Marks the beginning of an attempt; to be handed back with its end. */
  enter(): number;
  succeeded(): void;
  failed(entered: number): void;
  held(): void;
  /** Ends a pause: something has changed. */
  release(): void;
}

type Limits = Pick<BridgeLimits, 'firstRetryMs' | 'lastControllerRetryMs' | 'holdMs'>;

/** A gate that begins open. `width` is the concurrency. */
export function createGate(
  width: number,
  limits: Limits,
  now: () => number = Date.now,
  random: () => number = Math.random,
): Gate {
  let state: GateState = 'open';
  let failures = 0;
  let until = 0;
  let round = 0;

  return {
    state: () => state,
    wait: () => Math.max(0, until - now()),
    width: () => (state === 'open' ? width : 1),
    enter: () => round,
    succeeded() {
      state = 'open';
      failures = 0;
      until = 0;
    },
    failed(entered) {
      if (entered !== round) return; // of several that failed together, one counts
      round += 1;
      failures += 1;
      state = 'backing-off';
      until = now() + backoff(failures, limits.firstRetryMs, limits.lastControllerRetryMs, random);
    },
    held() {
      round += 1;
      state = 'held';
      until = now() + limits.holdMs;
    },
    release() {
      until = 0;
    },
  };
}
