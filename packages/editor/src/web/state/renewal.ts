import { RENEW_INTERVAL } from '../limits.ts';

/**
 * To be called whenever the page is used: now and then it lets the server renew the session's
 * cookie, which no message over the WebSocket can.
 */
export function createRenewal(
  renew: () => Promise<unknown>,
  now: () => number = Date.now,
): () => void {
  let last = now();
  return () => {
    if (now() - last < RENEW_INTERVAL) return;
    last = now();
    // Whether the session still holds shows with the next request.
    renew().catch(() => undefined);
  };
}
