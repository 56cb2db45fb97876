import { type Client, isManageSieveError } from '@sievekit/managesieve';
import { PROBE_TIMEOUT_MS } from '../../limits.ts';

/** Makes a logged-in connection to the mail server. */
export type OpenClient = (signal: AbortSignal) => Promise<Client>;

/** One user's way to the ManageSieve server: kept open, and opened again when it was lost. */
export interface SieveConnection {
  /**
   * Runs a task alone: what one page saves is never mixed with what another does. When `signal`
   * aborts, the connection is cut, the task fails with the signal's reason, and the next one gets
   * a fresh connection.
   */
  run<T>(task: (client: Client) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Cuts the connection; nothing can be run any more. */
  close(): void;
}

/**
 * Mail servers close connections that nobody uses. Before a task the connection is therefore asked
 * whether it lives, and replaced once if not: that costs a round trip, and means that no command
 * that changes something is ever sent twice.
 */
export function createSieveConnection(open: OpenClient, first: Client): SieveConnection {
  const life = new AbortController();
  let client: Client | undefined = first;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function takeLivingClient(signal: AbortSignal): Promise<Client> {
    if (client !== undefined && (await isAlive(client))) return client;
    client?.close();
    client = undefined;
    client = await open(signal);
    return client;
  }

  async function takeTurn<T>(task: (client: Client) => Promise<T>, signal: AbortSignal) {
    signal.throwIfAborted();
    const current = await takeLivingClient(signal);
    const cut = () => current.close();
    signal.addEventListener('abort', cut);
    try {
      signal.throwIfAborted();
      return await task(current);
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  return {
    run(task, signal) {
      const either = AbortSignal.any([signal, life.signal]);
      const turn = lastTurn.then(() => takeTurn(task, either));
      lastTurn = turn.catch(() => undefined);
      return Promise.race([turn, rejectOnAbort(either)]);
    },
    close() {
      life.abort();
      client?.close();
    },
  };
}

async function isAlive(client: Client): Promise<boolean> {
  const timer = setTimeout(() => client.close(), PROBE_TIMEOUT_MS);
  try {
    await client.noop();
    return true;
  } catch (error) {
    // A server that knows no NOOP says NO: that is an answer too.
    return isManageSieveError(error) && error.code === 'no';
  } finally {
    clearTimeout(timer);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
