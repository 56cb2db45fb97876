import type { Socket } from 'node:net';
import { ManageSieveError } from '../error.ts';
import { type ClientLimits, clientLimits } from '../limits.ts';
import { defaultPort } from '../protocol/sieve-url.ts';
import { Client } from './client.ts';
import { greeting } from './command/capability.ts';
import { starttls } from './command/starttls.ts';
import type { ConnectOptions } from './option.ts';
import { Pipeline } from './pipeline.ts';
import { readSecurity } from './security.ts';
import { openSocket, secureSocket } from './socket.ts';
import { Trace } from './trace.ts';

/**
 * Connects to a ManageSieve server and reads its capabilities; by default through STARTTLS, with
 * the certificate checked. Log in with `authenticate`.
 *
 * @throws ManageSieveError `connect`, `tls`, `timeout`, `bye`, `protocol`, `limit` or `aborted`
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const limits: ClientLimits = { ...clientLimits, ...options.limits };
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(tooSlow(options, limits)), limits.connectTime);
  const onAbort = (): void => giveUp.abort(aborted(options.signal));
  if (options.signal?.aborted) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await open(options, limits, giveUp.signal);
  } catch (error) {
    throw giveUp.signal.aborted ? giveUp.signal.reason : error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

async function open(
  options: ConnectOptions,
  limits: ClientLimits,
  signal: AbortSignal,
): Promise<Client> {
  const { tls = 'starttls', allowPlaintextPassword = false } = options;
  const trace = options.trace === undefined ? null : new Trace(options.trace);
  trace?.note(`${options.host}:${options.port ?? defaultPort} ${tls}`);
  let socket: Socket = await openSocket(options, signal);
  try {
    if (tls === 'implicit') socket = await secure(socket, options, signal, trace);
    let pipeline = new Pipeline(socket, limits, trace);
    let capabilities = await pipeline.run(greeting(limits), signal);
    const capabilitiesBeforeTls = tls === 'implicit' ? null : capabilities;
    if (tls === 'starttls') {
      if (!capabilities.starttls) throw noTls(options);
      await pipeline.run(starttls(), signal);
      socket = await secure(pipeline.release(), options, signal, trace);
      pipeline = new Pipeline(socket, limits, trace);
      capabilities = await pipeline.run(greeting(limits), signal);
    }
    return new Client({
      pipeline,
      socket,
      capabilities,
      capabilitiesBeforeTls,
      security: readSecurity(socket),
      limits,
      trace,
      host: options.host,
      port: options.port ?? defaultPort,
      mayShowPassword: tls !== 'none' || allowPlaintextPassword,
      certificate: options.cert !== undefined,
    });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function secure(
  plain: Socket,
  options: ConnectOptions,
  signal: AbortSignal,
  trace: Trace | null,
): Promise<Socket> {
  const socket = await secureSocket(plain, options, signal);
  trace?.note(`TLS ${readSecurity(socket).protocol}`);
  return socket;
}

function noTls({ host }: ConnectOptions): ManageSieveError {
  return new ManageSieveError(
    'tls',
    `${host} does not offer STARTTLS, or somebody on the way took the offer out. No password is sent without TLS.`,
  );
}

function tooSlow({ host, tls }: ConnectOptions, limits: ClientLimits): ManageSieveError {
  const hint =
    tls === 'implicit' ? '' : ` A server that waits for TLS is silent, too: try implicit TLS.`;
  return new ManageSieveError(
    'timeout',
    `${host} has not said all it must within ${limits.connectTime} ms.${hint}`,
  );
}

function aborted(signal: AbortSignal | undefined): ManageSieveError {
  return new ManageSieveError('aborted', 'Connecting was aborted.', { cause: signal?.reason });
}
