import type { SrvRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { ManageSieveError } from '../error.ts';
import { type DiscoveryLimits, discoveryLimits } from '../limits.ts';
import { toPrintable } from '../protocol/printable.ts';
import { defaultPort } from '../protocol/sieve-url.ts';

/** Where a ManageSieve server is. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** What `discover` asks; `node:dns` has such. */
export interface SrvResolver {
  resolveSrv(name: string): Promise<readonly SrvRecord[]>;
}

export interface DiscoverOptions {
  /** Default: the system's DNS servers. */
  readonly resolver?: SrvResolver;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<DiscoveryLimits>;
  /** For the order of servers of one priority, from 0 to below 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/**
 * Looks up which servers a domain names for ManageSieve (RFC 5804, 1.8), in the order in which
 * they are to be tried (RFC 2782); the domain itself on port 4190 when it names none or DNS fails.
 * An address is its own answer.
 *
 * DNS can be forged: before a password goes to a host outside of the domain, ask the user, or have
 * the certificate checked for the domain (`servername`).
 *
 * @throws ManageSieveError `connect` when the domain says that it has no such service, or is no
 *   domain; `aborted`
 */
export async function discover(
  domain: string,
  options: DiscoverOptions = {},
): Promise<ServerAddress[]> {
  const limits = { ...discoveryLimits, ...options.limits };
  if (isIP(domain) !== 0) return [{ host: domain, port: defaultPort }];
  const name = domainToASCII(domain.replace(/\.$/, ''));
  if (!hostForm.test(name)) {
    throw new ManageSieveError(
      'connect',
      `${toPrintable(JSON.stringify(domain))} is no name of a domain.`,
    );
  }
  const records = await lookUp(`_sieve._tcp.${name}`, options, limits);
  if (records.length === 1 && records[0]?.name === '') {
    throw new ManageSieveError('connect', `${name} says that it has no ManageSieve server.`);
  }
  const found = sort(records, options.random ?? Math.random)
    .filter((record) => hostForm.test(record.name) && record.port > 0)
    .slice(0, limits.servers)
    .map((record) => ({ host: record.name, port: record.port }));
  return found.length > 0 ? found : [{ host: name, port: defaultPort }];
}

/** A name that may be shown and connected to. */
const hostForm =
  /^(?=.{1,253}$)[a-z\d_](?:[a-z\d_-]*[a-z\d_])?(?:\.[a-z\d_](?:[a-z\d_-]*[a-z\d_])?)*$/i;

/** No answer in time is no record, too. */
async function lookUp(
  name: string,
  { resolver, signal }: DiscoverOptions,
  { time }: DiscoveryLimits,
): Promise<readonly SrvRecord[]> {
  const own = resolver === undefined ? new Resolver({ timeout: time, tries: 1 }) : null;
  const asked = resolver ?? (own as Resolver);
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => {};
  try {
    return await new Promise<readonly SrvRecord[]>((resolve, reject) => {
      stop = () => reject(aborted(signal));
      if (signal?.aborted) return stop();
      signal?.addEventListener('abort', stop, { once: true });
      timer = setTimeout(() => resolve([]), time);
      asked.resolveSrv(name).then(
        (records) => resolve(records.map((record) => withoutDot(record))),
        () => resolve([]),
      );
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    own?.cancel();
  }
}

/** The root alone, which means "none", becomes the empty name. */
function withoutDot(record: SrvRecord): SrvRecord {
  return { ...record, name: record.name.replace(/\.$/, '') };
}

/** By priority; within one, at random by weight (RFC 2782). */
function sort(records: readonly SrvRecord[], random: () => number): SrvRecord[] {
  const sorted: SrvRecord[] = [];
  const left = records.toSorted((a, b) => a.priority - b.priority || a.weight - b.weight);
  while (left.length > 0) {
    const { priority } = left[0] as SrvRecord;
    const equals = left.filter((record) => record.priority === priority);
    const total = equals.reduce((sum, { weight }) => sum + weight, 0);
    const chosen = choose(equals, Math.floor(random() * (total + 1)));
    left.splice(left.indexOf(chosen), 1);
    sorted.push(chosen);
  }
  return sorted;
}

/** The first whose weight, with those before it, reaches the mark. */
function choose(equals: readonly SrvRecord[], mark: number): SrvRecord {
  let sum = 0;
  for (const record of equals) {
    sum += record.weight;
    if (sum >= mark) return record;
  }
  return equals.at(-1) as SrvRecord;
}

function aborted(signal: AbortSignal | undefined): ManageSieveError {
  return new ManageSieveError('aborted', 'The look-up was aborted.', { cause: signal?.reason });
}
