import type { Client } from '../client/client.ts';
import type { CallOptions } from '../client/option.ts';
import { isManageSieveError, ManageSieveError } from '../error.ts';
import { accountLimits } from '../limits.ts';
import { isResponseCode } from '../protocol/response.ts';
import type { ScriptEntry } from '../wire/read-script-entry.ts';

/** What an account holds at one moment. */
export interface Snapshot {
  /** All names, in the server's order. */
  readonly names: readonly string[];
  readonly active: string | null;
  /** The scripts that were asked for, as octets. */
  readonly scripts: ReadonlyMap<string, Uint8Array>;
}

/** Which scripts to fetch, and how much of them. */
export interface SnapshotOptions extends CallOptions {
  /** Default: all. */
  readonly wants?: (name: string) => boolean;
  /** Octets of all scripts together. Default: `accountLimits.octets`. */
  readonly octets?: number;
}

/**
 * Reads an account's scripts, pipelined. ManageSieve has no locks: the list is asked for once more
 * behind the scripts, and when it has changed meanwhile all is read again, three times at most. A
 * change of a script's text in between is not seen.
 *
 * @throws ManageSieveError as `Client` does; `limit` when the account holds too much, `protocol`
 *   when it does not hold still or lists a name twice
 */
export async function readSnapshot(
  client: Client,
  options: SnapshotOptions = {},
): Promise<Snapshot> {
  let entries: readonly ScriptEntry[] = await client.listScripts(options);
  for (let attempt = 0; attempt < accountLimits.attempts; attempt++) {
    const { scripts, failure, after } = await readOnce(client, entries, options);
    if (isSameList(entries, after)) {
      if (failure !== null) throw failure;
      return { ...summarize(entries), scripts };
    }
    entries = after;
  }
  throw new ManageSieveError('protocol', 'The account changes all the time; try again later.');
}

interface Reading {
  readonly scripts: Map<string, Uint8Array>;
  readonly failure: unknown;
  readonly after: readonly ScriptEntry[];
}

async function readOnce(
  client: Client,
  entries: readonly ScriptEntry[],
  options: SnapshotOptions,
): Promise<Reading> {
  const { wants = () => true, octets: most = accountLimits.octets } = options;
  const scripts = new Map<string, Uint8Array>();
  let octets = 0;
  const reads = entries
    .filter(({ name }) => wants(name))
    .map(async ({ name }) => {
      const script = await client.getScript(name, options);
      octets += script.length;
      if (octets > most) {
        client.close();
        throw new ManageSieveError('limit', `The scripts are larger than ${most} octets together.`);
      }
      scripts.set(name, script);
    });
  const [after, ...settled] = await Promise.allSettled([client.listScripts(options), ...reads]);
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const fatal = failures.find((error) => !isVanished(error));
  if (fatal !== undefined) throw fatal;
  if (after.status === 'rejected') throw after.reason;
  return { scripts, failure: failures[0] ?? null, after: after.value };
}

function isVanished(error: unknown): boolean {
  return isManageSieveError(error) && isResponseCode(error.responseCode, 'NONEXISTENT');
}

function isSameList(a: readonly ScriptEntry[], b: readonly ScriptEntry[]): boolean {
  const write = (entries: readonly ScriptEntry[]): string =>
    entries
      .map(({ name, active }) => JSON.stringify([name, active]))
      .sort()
      .join();
  return write(a) === write(b);
}

function summarize(entries: readonly ScriptEntry[]): Omit<Snapshot, 'scripts'> {
  const names = entries.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new ManageSieveError('protocol', 'The server lists two scripts of one name.');
  }
  return { names, active: entries.find(({ active }) => active)?.name ?? null };
}
