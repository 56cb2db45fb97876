import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../client/client.ts';
import { isManageSieveError, type ManageSieveError } from '../error.ts';
import { bulkLimits } from '../limits.ts';

/** How to work through many accounts. */
export interface BulkOptions<Result> {
  readonly users: Iterable<string>;
  /** Connections at a time. Default: `bulkLimits.connections`. */
  readonly connections?: number;
  /** How long to wait before each new attempt to connect, ms. Default: `bulkLimits.retries`. */
  readonly retries?: readonly number[];
  /** Opens a connection; nobody is logged in. */
  readonly open: () => Promise<Client>;
  /** Logs in to work on a user's account. */
  readonly logIn: (client: Client, user: string) => Promise<void>;
  readonly work: (client: Client, user: string) => Promise<Result>;
  /** Told of each user, as soon as that one is done; the next waits for it. */
  readonly onDone: (user: string, outcome: BulkOutcome<Result>) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** What became of one user. */
export type BulkOutcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: ManageSieveError };

/**
 * Works through many accounts over several connections at a time. Where the server can
 * UNAUTHENTICATE (RFC 5804, 2.14.1), a connection serves one user after the other. What fails for
 * one user is told and the others go on; when the server cannot be reached any more, all stops.
 *
 * @throws ManageSieveError when no connection could be opened, or when it was aborted
 */
export async function forEachAccount<Result>(options: BulkOptions<Result>): Promise<void> {
  const users = options.users[Symbol.iterator]();
  const stop = new AbortController();
  const count = options.connections ?? bulkLimits.connections;
  const isOver = (): boolean => stop.signal.aborted || options.signal?.aborted === true;
  const worker = async (): Promise<void> => {
    let kept: Client | null = null;
    try {
      while (!isOver()) {
        const { done, value: user } = users.next();
        if (done) return;
        const client: Client = kept ?? (await openPatiently(options));
        const outcome = await serve(client, user, options);
        kept = await release(client);
        await options.onDone(user, outcome);
      }
    } catch (error) {
      stop.abort(error);
    } finally {
      kept?.close();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, count) }, worker));
  if (stop.signal.aborted) throw stop.signal.reason;
  options.signal?.throwIfAborted();
}

async function serve<Result>(
  client: Client,
  user: string,
  { logIn, work }: BulkOptions<Result>,
): Promise<BulkOutcome<Result>> {
  try {
    await logIn(client, user);
    return { ok: true, result: await work(client, user) };
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    if (error.code === 'auth') client.close();
    return { ok: false, error };
  }
}

/** Gives the connection back where another user can have it. */
async function release(client: Client): Promise<Client | null> {
  if (client.open && client.capabilities.raw.has('UNAUTHENTICATE')) {
    try {
      await client.unauthenticate();
      return client;
    } catch (error) {
      if (!isManageSieveError(error)) throw error;
    }
  }
  void client.logout();
  return null;
}

async function openPatiently({
  open,
  retries = bulkLimits.retries,
}: Pick<BulkOptions<unknown>, 'open' | 'retries'>): Promise<Client> {
  for (const wait of retries) {
    try {
      return await open();
    } catch (error) {
      if (!isManageSieveError(error) || !passing.has(error.code)) throw error;
      await sleep(wait);
    }
  }
  return await open();
}

/** What may be otherwise in a moment. */
const passing: ReadonlySet<string> = new Set(['bye', 'closed', 'connect', 'timeout']);
