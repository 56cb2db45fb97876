import type { SrvRecord } from 'node:dns';
import { lookup, resolveSrv } from 'node:dns/promises';
import { isIP } from 'node:net';
import { openTcp } from './doctor-socket.ts';
import { type Finding, fail, ok } from './doctor-step.ts';

/** Looks names up; a test hands in its own. */
export interface Names {
  /** As `resolveSrv` of `node:dns/promises`. */
  srv(name: string): Promise<SrvRecord[]>;
  /** All addresses of a host, in the system's order. */
  addresses(host: string): Promise<string[]>;
}

/** The names that this machine knows. */
export const systemNames: Names = {
  srv: (name) => resolveSrv(name),
  addresses: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
};

/** Where to knock. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

const defaultPort = 4190;
/** The port that servers took before IANA gave them one. */
const oldPort = 2000;

/** Finds the server of a domain (RFC 5804, 1.8; RFC 6186). */
export async function findServer(
  host: string,
  port: number | null,
  names: Names,
): Promise<Finding<Place>> {
  const own = { host, port: port ?? defaultPort };
  if (port !== null) return { status: 'skip', detail: 'the port was given', value: own };
  if (isIP(host) !== 0) return { status: 'skip', detail: 'the host is an address', value: own };
  let records: SrvRecord[];
  try {
    records = await names.srv(`_sieve._tcp.${host}`);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const isNone = code === 'ENODATA' || code === 'ENOTFOUND';
    const why = isNone ? 'there is none' : `cannot be looked up (${code})`;
    return ok(`${why}; ${host} itself is asked`, own);
  }
  const [first] = records.sort((a, b) => a.priority - b.priority || b.weight - a.weight);
  if (first === undefined) return ok(`there is none; ${host} itself is asked`, own);
  if (first.name === '' || first.name === '.') {
    return fail(
      'the record says: no such service',
      `The domain ${host} says in its DNS that it has no ManageSieve server.`,
      'Ask its administrator, or give the server’s own name with its port, as HOST:4190.',
    );
  }
  const place = { host: first.name.replace(/\.$/, ''), port: first.port };
  return ok(`${place.host}:${place.port}`, place);
}

/** Looks up the addresses of a host. */
export async function findAddresses(host: string, names: Names): Promise<Finding<string[]>> {
  if (isIP(host) !== 0) return ok(host, [host]);
  try {
    const found = await names.addresses(host);
    return ok(found.join(', '), found);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EAI_AGAIN') {
      return fail(
        'cannot be looked up now',
        `The name ${host} cannot be looked up: no name server answers.`,
        'Look at the network and the name server of this machine, and try again.',
      );
    }
    return fail(
      'there are none',
      `There is no host named ${host}.`,
      'Check its spelling. Often the server is called mail.DOMAIN or imap.DOMAIN.',
    );
  }
}

interface Knock {
  readonly address: string;
  /** The system's error code; `null` when it answers. */
  readonly code: string | null;
}

/** Tries to reach each address, all at once. Gives those that answer. */
export async function knock(
  { host, port }: Place,
  addresses: readonly string[],
  time: number,
): Promise<Finding<string[]>> {
  const knocks = await Promise.all(addresses.map((address) => knockAt(address, port, time)));
  const alive = knocks.filter(({ code }) => code === null).map(({ address }) => address);
  const dead = knocks.filter(({ code }) => code !== null);
  const detail = knocks
    .map(
      ({ address, code }) => `${join(address, port)} ${code === null ? 'answers' : sayWhy(code)}`,
    )
    .join(', ');
  const [first] = dead;
  if (first === undefined) return ok(detail, alive);
  if (alive.length > 0) {
    return {
      status: 'fail',
      detail,
      value: alive,
      cause: {
        what: `${host} has ${addresses.length} addresses, and ${first.address} ${sayWhy(first.code)}. Programs that try it first wait, or fail.`,
        todo: `Let the server listen on ${first.address}, or take that address out of the DNS. From a network without ${isIP(first.address) === 6 ? 'IPv6' : 'IPv4'} this is to be expected.`,
      },
    };
  }
  return await explainDeath(host, port, addresses, first, detail, time);
}

async function explainDeath(
  host: string,
  port: number,
  addresses: readonly string[],
  { code }: Knock,
  detail: string,
  time: number,
): Promise<Finding<string[]>> {
  if (code !== 'ECONNREFUSED') {
    return fail(
      detail,
      `Port ${port} of ${host} cannot be reached: it ${sayWhy(code)}.`,
      'A firewall on the way, a wrong address, or a machine that is off. Try from another network.',
    );
  }
  const [address = host] = addresses;
  const isOld = port !== oldPort && (await knockAt(address, oldPort, time)).code === null;
  const elsewhere = isOld ? ` Something listens on the old port: try ${host}:${oldPort}.` : '';
  return fail(
    detail,
    `Nothing listens on port ${port} of ${host}.`,
    `Is ManageSieve switched on there (Dovecot: protocols = … sieve)? Is the port right? It is 4190 mostly.${elsewhere}`,
  );
}

async function knockAt(address: string, port: number, time: number): Promise<Knock> {
  try {
    (await openTcp(address, port, time)).destroy();
    return { address, code: null };
  } catch (error) {
    return { address, code: (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN' };
  }
}

function join(address: string, port: number): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

function sayWhy(code: string | null): string {
  return reasons[code ?? ''] ?? `fails (${code})`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'lies in a network that cannot be reached',
  EADDRNOTAVAIL: 'cannot be reached from here',
};
