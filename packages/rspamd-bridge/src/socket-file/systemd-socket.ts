import type { Server } from 'node:net';
import { BridgeError, messageOf } from '../error.ts';

/** The first descriptor that systemd hands over, sd_listen_fds(3). */
const FIRST = 3;

/**
 * Lets `server` listen on the socket that systemd has opened for this process: it stays there while
 * the daemon is restarted, and Dovecot waits instead of failing.
 *
 * @throws BridgeError `socket` when systemd has handed over none, or several
 */
export function listenOnSystemdSocket(
  server: Server,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  if (env.LISTEN_PID !== String(process.pid) || env.LISTEN_FDS !== '1') {
    throw new BridgeError(
      'socket',
      'systemd has handed over no socket, or more than one: start the bridge by a .service that has a .socket of the same name with one ListenStream=',
    );
  }
  return new Promise((resolve, reject) => {
    const failed = (cause: Error): void =>
      reject(
        new BridgeError('socket', `cannot listen on systemd's socket: ${messageOf(cause)}`, {
          cause,
        }),
      );
    server.once('error', failed);
    server.listen({ fd: FIRST }, () => {
      server.off('error', failed);
      resolve();
    });
  });
}
