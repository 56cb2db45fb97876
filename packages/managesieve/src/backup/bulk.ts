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
  /**
   * Works on a user's account. What needs the connection no more, such as writing to a disk, is
   * best given back as a function: it runs while the connection's next user is served.
   */
  readonly work: (client: Client, user: string) => Promise<Result | Rest<Result>>;
  /** Told of each user, as soon as that one is done; the connection's next but one waits for it. */
  readonly onDone: (user: string, outcome: BulkOutcome<Result>) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** What is left to do when the connection is not needed any more. */
export type Rest<Result> = () => Promise<Result>;

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
    let before: Promise<void> = Promise.resolve();
    try {
      while (!isOver()) {
        const { done, value: user } = users.next();
        if (done) break;
        const client: Client = kept ?? (await openPatiently(options));
        const outcome = await settle(() => serve(client, user, options));
        kept = await release(client);
        await before;
        before = conclude(user, outcome, options);
        // It is awaited a user later.
        before.catch((error) => stop.abort(error));
      }
    } catch (error) {
      stop.abort(error);
    } finally {
      kept?.close();
    }
    await before.catch(() => {});
  };
  await Promise.all(Array.from({ length: Math.max(1, count) }, worker));
  if (stop.signal.aborted) throw stop.signal.reason;
  options.signal?.throwIfAborted();
}

async function serve<Result>(
  client: Client,
  user: string,
  { logIn, work }: BulkOptions<Result>,
): Promise<Result | Rest<Result>> {
  try {
    await logIn(client, user);
    return await work(client, user);
  } catch (error) {
    if (isManageSieveError(error) && error.code === 'auth') client.close();
    throw error;
  }
}

/** Does the rest, and tells of the user. */
async function conclude<Result>(
  user: string,
  outcome: BulkOutcome<Result | Rest<Result>>,
  { onDone }: BulkOptions<Result>,
): Promise<void> {
  if (!outcome.ok) return await onDone(user, outcome);
  const { result } = outcome;
  const whole = isRest(result) ? await settle(result) : { ok: true as const, result };
  await onDone(user, whole);
}

function isRest<Result>(result: Result | Rest<Result>): result is Rest<Result> {
  return typeof result === 'function';
}

/** @throws what is no failure of the world */
async function settle<Result>(work: () => Promise<Result>): Promise<BulkOutcome<Result>> {
  try {
    return { ok: true, result: await work() };
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
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
