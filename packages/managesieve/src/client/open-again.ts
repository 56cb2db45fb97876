import { setTimeout as wait } from 'node:timers/promises';
import { isManageSieveError } from '../error.ts';
import { isResponseCode } from '../protocol/response.ts';

/** How often to try, and how long to wait in between, in milliseconds. */
interface Patience {
  readonly attempts: number;
  readonly pause: number;
}

/**
 * Opens something of the network, and tries again when the network or a busy server failed; never
 * when a login, a certificate or a setting is at fault. Each pause is twice the one before.
 */
export async function openAgain<T>(
  open: (signal: AbortSignal) => Promise<T>,
  { attempts, pause }: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(signal);
    } catch (error) {
      if (attempt >= attempts || !isPassing(error) || signal.aborted) throw error;
    }
    await wait(pause * 2 ** (attempt - 1), undefined, { signal });
  }
}

function isPassing(error: unknown): boolean {
  if (!isManageSieveError(error)) return false;
  const { code, responseCode } = error;
  if (code === 'bye') return !isResponseCode(responseCode, 'REFERRAL');
  return code === 'connect' || code === 'closed' || code === 'timeout';
}
