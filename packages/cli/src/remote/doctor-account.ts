import {
  type Client,
  connect,
  isManageSieveError,
  isResponseCode,
  type ManageSieveError,
} from '@sievekit/managesieve';
import type { Address, Greeting } from './doctor-greeting.ts';
import { type Finding, fail, ok, type StepList } from './doctor-step.ts';
import type { ServerOptions } from './doctor-tls.ts';

/** Who logs in, and how. */
export interface Visitor {
  readonly username: string;
  /** Logs a client in. */
  readonly logIn: (client: Client) => Promise<void>;
}

/** Mechanisms that this client would only use when told to by name. */
const weak: ReadonlySet<string> = new Set(['CRAM-MD5', 'DIGEST-MD5']);

/** Whether there is a way to log in. */
export function judgeMechanisms(
  host: string,
  greeting: Greeting,
  mechanisms: readonly string[],
): Finding<true> {
  const list = mechanisms.join(' ');
  if (mechanisms.length === 0) {
    return fail(
      'none, behind TLS neither',
      `${host} offers no way to log in.`,
      'Look at its settings (Dovecot: auth_mechanisms) and into its log: its authentication service may be down.',
    );
  }
  if (mechanisms.every((name) => weak.has(name))) {
    return fail(
      list,
      `${host} offers only ${list}, which need the password itself on the server and are broken.`,
      'Let it offer PLAIN (behind TLS) or SCRAM-SHA-256 too (Dovecot: auth_mechanisms = plain scram-sha-256).',
    );
  }
  const before = greeting.mechanisms.join(' ');
  return ok(greeting.tls === 'starttls' ? `${list} (before TLS: ${before || 'none'})` : list, true);
}

/** Logs in and looks at what the account can do; each step into the list. */
export async function examineAccount(
  list: StepList,
  place: Address,
  greeting: Greeting,
  server: ServerOptions,
  visitor: Visitor,
): Promise<void> {
  const client = await list.take('login', () => logIn(place, greeting, server, visitor));
  if (client === null) return;
  try {
    await list.take('capabilities', () => showCapabilities(client, place.host));
    await list.take('scripts', () => guarded(() => showScripts(client, visitor.username)));
    await list.take('quota', () => guarded(() => probeQuota(client, visitor.username)));
    await list.take('pipelining', () => guarded(() => probePipelining(client, place.host)));
    await client.logout();
  } finally {
    client.close();
  }
}

async function logIn(
  { host, port, time }: Address,
  greeting: Greeting,
  server: ServerOptions,
  { username, logIn }: Visitor,
): Promise<Finding<Client>> {
  let client: Client | undefined;
  try {
    client = await connect({
      ...server,
      host,
      port,
      tls: greeting.tls,
      limits: { idleTime: time, totalTime: time, connectTime: time },
    });
    await logIn(client);
    return ok(username, client);
  } catch (error) {
    client?.close();
    if (!isManageSieveError(error)) throw error;
    return explainLogin(error, host, username);
  }
}

function explainLogin(error: ManageSieveError, host: string, username: string): Finding<Client> {
  const { code, responseCode, text, message } = error;
  const said = text ? ` (“${text}”)` : '';
  if (code === 'timeout') {
    return fail(
      message,
      `${host} does not answer to the login.`,
      'Its authentication service may be down or slow: look into its log.',
    );
  }
  if (code === 'bye' || code === 'closed') {
    return fail(
      message,
      `${host} takes the login of ${username} and then hangs up${said}.`,
      'Sieve is off for this user, or the home folder is missing or not to be written: look into the server’s log.',
    );
  }
  if (isResponseCode(responseCode, 'TRYLATER')) {
    return fail(
      message,
      `${host} cannot check the login now${said}.`,
      'Try later; if it stays, look into the server’s log.',
    );
  }
  if (code === 'auth' && text !== undefined) {
    return fail(
      message,
      `${host} refuses the login of ${username}${said}.`,
      'Check the name (many servers want the whole address) and the password. If both are right, ManageSieve may be off for this user.',
    );
  }
  return fail(message, message, 'Try another mechanism, or look into the server’s log.');
}

function showCapabilities({ capabilities }: Client, host: string): Finding {
  const { implementation, sieve, version, raw } = capabilities;
  const protocol = version === '' ? 'older than RFC 5804' : `version ${version}`;
  const detail = `${implementation || 'unnamed'}, ${protocol}, ${sieve.length} Sieve extensions`;
  if (sieve.length > 0) return ok(detail);
  return {
    status: raw.has('SIEVE') ? 'warn' : 'fail',
    detail,
    cause: {
      what: `${host} names no Sieve extensions, so it takes no script with a “require”: not even fileinto.`,
      todo: 'Its Sieve is not set up, most likely: look whether the Sieve plugin and its settings are there (Dovecot: dovecot-sieve, sieve_extensions), and into its log.',
    },
  };
}

async function guarded(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    return fail(
      error.message,
      `The login works, and then the server fails: ${error.message}`,
      'Sieve may be off for this user, or the user’s folder cannot be read: look into the server’s log.',
    );
  }
}

async function showScripts(client: Client, username: string): Promise<Finding> {
  const scripts = await client.listScripts();
  const active = scripts.find((script) => script.active);
  const count = `${scripts.length} script${scripts.length === 1 ? '' : 's'}`;
  if (active !== undefined) return ok(`${count}, ${JSON.stringify(active.name)} is active`);
  if (scripts.length === 0) return ok('none');
  return {
    status: 'warn',
    detail: `${count}, none is active`,
    cause: {
      what: `All works, but no script of ${username} is active, so no mail is filtered.`,
      todo: 'Make one active: sievekit remote activate URL NAME',
    },
  };
}

/** Sizes to ask for, in octets. */
const sizes: readonly number[] = [1024, 10 * 1024, 100 * 1024, 1024 ** 2, 10 * 1024 ** 2];

async function probeQuota(client: Client, username: string): Promise<Finding> {
  // One by one: whether commands may be sent together is looked at later.
  const refusals: (ManageSieveError | null)[] = [];
  for (const size of sizes) {
    refusals.push(await client.haveSpace('sievekit-doctor', size).then(() => null, refusalOf));
  }
  const first = refusals.findIndex((refusal) => refusal !== null);
  const refusal = refusals[first];
  if (refusal === undefined || refusal === null) return ok('room for a script of 10 MiB');
  if (first > 0)
    return ok(`room for a script of ${sayHow(sizes[first - 1])}, not of ${sayHow(sizes[first])}`);
  if (!isResponseCode(refusal.responseCode, 'QUOTA')) {
    return { status: 'skip', detail: `the server does not tell: ${refusal.message}` };
  }
  const isCount = isResponseCode(refusal.responseCode, 'QUOTA/MAXSCRIPTS');
  return fail(
    refusal.message,
    isCount
      ? `${username} has as many scripts as the server allows.`
      : `${username} has no room left for scripts.`,
    'Delete a script that is not needed (sievekit remote rm), or have the quota raised.',
  );
}

function refusalOf(error: unknown): ManageSieveError {
  if (isManageSieveError(error) && error.code === 'no') return error;
  throw error;
}

function sayHow(size = 0): string {
  return size < 1024 ** 2 ? `${size / 1024} KiB` : `${size / 1024 ** 2} MiB`;
}

async function probePipelining(client: Client, host: string): Promise<Finding> {
  // NOOP came with RFC 5804.
  const ask = async (): Promise<unknown> =>
    client.capabilities.version === '' ? client.capability() : client.noop();
  const start = performance.now();
  await ask();
  const single = performance.now() - start;
  try {
    await Promise.all(Array.from({ length: 10 }, ask));
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    return fail(
      `one command is answered, ten at once are not: ${error.message}`,
      `${host} loses commands that are sent together, so working with many scripts may fail there.`,
      'Something between drops them, or the server is old: connect without a proxy, or update it.',
    );
  }
  const ten = performance.now() - start - single;
  return ok(
    `10 commands sent at once are answered in ${ten.toFixed(1)} ms, one in ${single.toFixed(1)} ms`,
  );
}
