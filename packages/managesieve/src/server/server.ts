import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { ManageSieveError } from '../error.ts';
import { serverLimits } from '../limits.ts';
import { encodeResponse } from '../wire/encode.ts';
import type { Setting } from './command/command.ts';
import type { ServerOptions } from './config.ts';
import { KeyedLock } from './keyed-lock.ts';
import { Session } from './session.ts';

/** A ManageSieve server. */
export interface Server {
  /**
   * Starts to listen.
   *
   * @param port default: 4190; 0 for any that is free
   * @param host default: 127.0.0.1
   * @throws Error of the system, as when the port is taken
   */
  listen(port?: number, host?: string): Promise<{ readonly port: number }>;
  /** Says BYE (TRYLATER) to all clients, each behind its reply, and stops. */
  close(): Promise<void>;
}

/**
 * Makes a ManageSieve server (RFC 5804) in this process. It has STARTTLS, and PLAIN where nobody
 * can listen: over TLS or on loopback.
 *
 * @throws ManageSieveError `tls` when key and certificate do not fit
 */
export function createServer(options: ServerOptions): Server {
  const setting = readOptions(options);
  const locks = new KeyedLock();
  const sessions = new Map<Session, Promise<void>>();

  const receive = (socket: Socket): void => {
    if (sessions.size >= setting.limits.connections) {
      const text = 'There are too many connections.';
      socket.on('error', () => {}).end(encodeResponse({ status: 'BYE', code: 'TRYLATER', text }));
      socket.resume();
      return;
    }
    const session = new Session(socket, setting, locks);
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const done = Promise.all([session.run(), gone]).then(() => {
      sessions.delete(session);
    });
    sessions.set(session, done);
  };

  const server = createTcpServer({ noDelay: true, allowHalfOpen: false }, receive);

  return {
    listen(port = 4190, host = '127.0.0.1') {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve({ port: (server.address() as AddressInfo).port });
        });
      });
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const text = 'The server is shutting down.';
      for (const session of sessions.keys()) {
        session.hangUp({ status: 'BYE', code: 'TRYLATER', text });
      }
      const timer = setTimeout(() => {
        for (const session of sessions.keys()) session.destroy();
      }, setting.limits.closeTime);
      await Promise.all(sessions.values());
      clearTimeout(timer);
      await closed;
    },
  };
}

function readOptions(options: ServerOptions): Setting {
  const { tls, limits, implementation = 'sievekit', ...rest } = options;
  return {
    ...rest,
    implementation,
    limits: { ...serverLimits, ...limits },
    secureContext: tls === undefined ? null : loadCertificate(tls),
  };
}

function loadCertificate(tls: { readonly key: string; readonly cert: string }) {
  try {
    return createSecureContext({ ...tls, minVersion: 'TLSv1.2' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ManageSieveError('tls', `The server's key or certificate is unusable: ${why}`, {
      cause,
    });
  }
}
