import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as Listener,
  type Socket,
} from 'node:net';
import { createSecureContext } from 'node:tls';
import { ManageSieveError } from '../error.ts';
import { serverLimits } from '../limits.ts';
import { encodeResponse } from '../wire/encode.ts';
import type { Setting } from './command/command.ts';
import type { ServerOptions } from './config.ts';
import { KeyedLock } from './keyed-lock.ts';
import { hashEndPoint } from './sasl/end-point.ts';
import { Session, type TlsMode } from './session.ts';

/** A ManageSieve server. */
export interface Server {
  /**
   * Starts to listen.
   *
   * @param port default: 4190; 0 for any that is free
   * @param host default: 127.0.0.1
   * @param tls `implicit` to begin with TLS, `starttls` (the default) to offer it; a server may
   * listen on several ports
   * @throws ManageSieveError `tls` for `implicit` without a certificate
   * @throws Error of the system, as when the port is taken
   */
  listen(port?: number, host?: string, tls?: TlsMode): Promise<{ readonly port: number }>;
  /** Says BYE (TRYLATER) to all clients, each behind its reply, and stops. */
  close(): Promise<void>;
}

/**
 * Makes a ManageSieve server (RFC 5804) in this process. It has TLS from the start or by STARTTLS,
 * and takes logins where nobody can listen: over TLS or on loopback.
 *
 * @throws ManageSieveError `tls` when key and certificate do not fit
 */
export function createServer(options: ServerOptions): Server {
  const setting = readOptions(options);
  const locks = new KeyedLock();
  const sessions = new Map<Session, Promise<void>>();

  const listeners: Listener[] = [];

  const receive = (socket: Socket, tls: TlsMode): void => {
    if (sessions.size >= setting.limits.connections) {
      turnAway(socket, setting.limits.closeTime);
      return;
    }
    const session = new Session(socket, { setting, locks, tls });
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const done = Promise.all([session.run(), gone]).then(() => {
      sessions.delete(session);
    });
    sessions.set(session, done);
  };

  return {
    async listen(port = 4190, host = '127.0.0.1', tls = 'starttls') {
      if (tls === 'implicit' && setting.secureContext === null) {
        throw new ManageSieveError('tls', 'Implicit TLS needs a key and a certificate.');
      }
      const listener = createTcpServer({ noDelay: true }, (socket) => receive(socket, tls));
      const { connections } = setting.limits;
      listener.maxConnections = connections * 2;
      // As many may come at the same moment: who finds the queue full has to wait for seconds.
      const backlog = Math.max(connections, leastBacklog);
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject).listen({ port, host, backlog }, resolve);
      });
      listeners.push(listener);
      return { port: (listener.address() as AddressInfo).port };
    },
    async close() {
      const closed = listeners.splice(0).map((listener) => stop(listener));
      const text = 'The server is shutting down.';
      for (const session of sessions.keys()) {
        session.hangUp({ status: 'BYE', code: 'TRYLATER', text });
      }
      const timer = setTimeout(() => {
        for (const session of sessions.keys()) session.destroy();
      }, setting.limits.closeTime);
      await Promise.all(sessions.values());
      clearTimeout(timer);
      await Promise.all(closed);
    },
  };
}

/** Connections that may wait to be taken, as Node has it. */
const leastBacklog = 511;

/** Says why, if the client has ears for it, and does not wait for long. */
function turnAway(socket: Socket, patience: number): void {
  const text = 'There are too many connections.';
  const timer = setTimeout(() => socket.destroy(), patience);
  socket.on('error', () => {}).once('close', () => clearTimeout(timer));
  socket.end(encodeResponse({ status: 'BYE', code: 'TRYLATER', text }));
  socket.resume();
}

function stop(listener: Listener): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve());
  });
}

function readOptions(options: ServerOptions): Setting {
  const { tls, limits, implementation = 'sievekit', ...rest } = options;
  return {
    ...rest,
    implementation,
    limits: { ...serverLimits, ...limits },
    ...(tls === undefined ? { secureContext: null, endPoint: null } : loadCertificate(tls)),
  };
}

function loadCertificate(tls: {
  readonly key: string;
  readonly cert: string;
}): Pick<Setting, 'secureContext' | 'endPoint'> {
  try {
    const secureContext = createSecureContext({ ...tls, minVersion: 'TLSv1.2' });
    return { secureContext, endPoint: hashEndPoint(tls.cert) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ManageSieveError('tls', `The server's key or certificate is unusable: ${why}`, {
      cause,
    });
  }
}
