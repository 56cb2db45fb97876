import { connect as connectTcp, isIP, type Socket } from 'node:net';
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect as connectTls,
  type DetailedPeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { ManageSieveError } from '../error.ts';
import { toPrintable } from '../protocol/printable.ts';
import { defaultPort } from '../protocol/sieve-url.ts';
import type { ConnectOptions } from './option.ts';
import { keepCertificate, readPeerChain } from './security.ts';
import { readAuthorities } from './trust.ts';

/** Opens a TCP connection. */
export async function openSocket(
  { host, port = defaultPort }: ConnectOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connectTcp({ host, port, noDelay: true });
  return await established(socket, 'connect', signal, (cause) => {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const why = unreachable[code] ?? (message || code);
    return new ManageSieveError('connect', `Cannot connect to ${host}:${port}: ${why}.`, { cause });
  });
}

const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name cannot be looked up now',
  EHOSTUNREACH: 'no way leads to that host',
  ENETUNREACH: 'no way leads to its network',
  ETIMEDOUT: 'the host does not answer',
};

/**
 * Puts TLS 1.2 or later on a connection. The certificate must be signed by an authority that is
 * trusted, and carry the server's name (RFC 5804, 2.2.1).
 */
export async function secureSocket(
  plain: Socket,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const { servername, ca, pin } = options;
  const name = servername ?? options.host;
  const pinned = pin === undefined ? null : readPin(pin);
  const tls: ConnectionOptions = {
    socket: plain,
    host: name,
    // A pin takes the place of the checks that were not asked for.
    rejectUnauthorized: pinned === null || ca !== undefined || servername !== undefined,
    checkServerIdentity: (host, found) => {
      keepCertificate(socket, found as DetailedPeerCertificate);
      return checkServerIdentity(host, found);
    },
    ...(isIP(name) === 0 ? { servername: name } : {}),
  };
  plain.on('error', () => {}); // TLS tells the same error
  const explain = (cause: Error): ManageSieveError =>
    new ManageSieveError('tls', toPrintable(explainTls(cause, name)), { cause });
  const socket = startTls(tls, options, explain);
  const secured = await established(socket, 'secureConnect', signal, explain);
  if (pinned !== null) checkPin(secured, pinned, name);
  return secured;
}

/** A key that cannot be read is told at once, by throwing. */
function startTls(
  tls: ConnectionOptions,
  options: ConnectOptions,
  explain: (cause: Error) => ManageSieveError,
): TLSSocket {
  try {
    return connectTls({ ...tls, ...readTrust(options) });
  } catch (cause) {
    throw explain(cause as Error);
  }
}

/** Whom to trust, and what to show. */
function readTrust({ ca, cert, key, passphrase }: ConnectOptions): ConnectionOptions {
  const own = [cert, key, passphrase].some((given) => given !== undefined);
  if (ca !== undefined && !own) return { secureContext: readAuthorities(ca) };
  return {
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

function readPin(pin: string): string {
  const digits = pin.replaceAll(':', '').toUpperCase();
  if (/^[\dA-F]{64}$/.test(digits)) return digits;
  throw new ManageSieveError(
    'tls',
    'The pin is no SHA-256 fingerprint: that has 64 hexadecimal digits.',
  );
}

function checkPin(socket: TLSSocket, pin: string, name: string): void {
  const found = readPeerChain(socket)[0]?.fingerprint256 ?? 'none';
  if (found.replaceAll(':', '') === pin) return;
  socket.destroy();
  throw new ManageSieveError(
    'tls',
    `The certificate of ${name} is not the pinned one. Its SHA-256 fingerprint is ${found}.`,
  );
}

/** Resolves when the event comes; destroys the socket when an error or the signal does first. */
function established<T extends Socket>(
  socket: T,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  explain: (cause: Error) => ManageSieveError,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off(event, onDone).off('error', onError).off('close', onClose);
    };
    const fail = (error: unknown): void => {
      settle();
      socket.on('error', () => {}).destroy();
      reject(error);
    };
    const onDone = (): void => {
      settle();
      resolve(socket);
    };
    const onError = (cause: Error): void => fail(explain(cause));
    const onClose = (): void => fail(explain(new Error('the server closed the connection')));
    const onAbort = (): void => fail(signal.reason);
    socket.on(event, onDone).on('error', onError).on('close', onClose);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function explainTls(cause: Error, name: string): string {
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (untrusted.has(code)) {
    return `The certificate of ${name} is signed by nobody trusted (${cause.message}). If that is an authority of your own, name its certificate (ca).`;
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `The certificate is not for ${name}: ${cause.message}`;
  }
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${name} has expired.`;
  if (code.startsWith('ERR_SSL_WRONG_VERSION') || code.startsWith('ERR_SSL_PACKET_LENGTH')) {
    return `${name} does not answer in TLS. Most servers want STARTTLS on port 4190.`;
  }
  return `No TLS with ${name}: ${cause.message}`;
}
