import { type Client, createPool } from '@sievekit/managesieve';
import { CONNECTION_IDLE_MS, MAX_REQUESTS_IN_FLIGHT, PROBE_TIMEOUT_MS } from '../../limits.ts';

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
 * A pool of one. Before a task the connection is asked whether it lives, and replaced if not: that
 * costs a round trip, and means that no command that changes something is ever sent twice. One that
 * nobody uses for CONNECTION_IDLE_MS logs out, so that open pages cost the mail server nothing.
 */
export function createSieveConnection(open: OpenClient, first: Client): SieveConnection {
  const life = new AbortController();
  let ready: Client | undefined = first;
  const pool = createPool({
    async open(signal) {
      const kept = ready;
      ready = undefined;
      return kept ?? (await open(signal));
    },
    limits: {
      size: 1,
      waiting: MAX_REQUESTS_IN_FLIGHT,
      freshTime: 0,
      probeTime: PROBE_TIMEOUT_MS,
      idleTime: CONNECTION_IDLE_MS,
    },
  });
  // Hands the connection of the login over, to be asked and let go like any other.
  pool.run(async () => undefined).catch(() => undefined);

  return {
    async run(task, signal) {
      try {
        return await pool.run(task, { signal });
      } catch (error) {
        if (life.signal.aborted) throw life.signal.reason;
        throw signal.aborted ? signal.reason : error;
      }
    },
    close() {
      life.abort();
      void pool.close();
    },
  };
}
