import { unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { isBridgeError, messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import type { Observer } from '../metrics/observer.ts';
import { claimSocket } from '../socket-file/claim-socket.ts';
import { protectSocket } from '../socket-file/socket-group.ts';
import { listenOnSystemdSocket } from '../socket-file/systemd-socket.ts';
import { type Intake, receive } from './connection.ts';
import { refuse } from './peer.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';

const SYSTEMD = 'systemd';

/** The door that Dovecot knocks on. */
export interface ScriptSocket {
  /** Connections being served. */
  connections(): number;
  /** No new connections; those open may finish for a while, then are cut. Removes the socket. */
  close(): Promise<void>;
}

/** What the socket is made of. */
export interface ScriptSocketOptions {
  /** `systemd` for the one that systemd hands over. */
  readonly path: string;
  readonly group: string | number | undefined;
  readonly intake: Intake;
  readonly limits: BridgeLimits;
  readonly log: BridgeLogger;
  readonly observer: Observer;
}

/**
 * Listens on a UNIX socket for Dovecot's script protocol.
 *
 * @throws BridgeError `in-use`, `socket` or `config`
 */
export async function openScriptSocket(options: ScriptSocketOptions): Promise<ScriptSocket> {
  const { limits } = options;
  const open = new Set<Socket>();
  const serving = new Set<Promise<void>>();
  const turnstile = createTurnstile(limits.readers, limits.readerWaitMs);
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', ignore); // told by the promise that reads, or no longer of interest
    if (open.size >= limits.connections) {
      options.observer.refused('connections');
      options.log.warn({ connections: open.size }, 'refused: too many connections');
      refuse(socket, limits.lingerMs);
      return;
    }
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const served = serve(socket, options, turnstile).finally(() => serving.delete(served));
    serving.add(served);
  });
  const release = await listen(server, options);
  const close = async (): Promise<void> => {
    release();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const timer = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, limits.closeMs);
    await closed;
    clearTimeout(timer);
    await Promise.all(serving);
  };
  return { connections: () => open.size, close };
}

/** Gives what is to be called when the socket is closed. */
async function listen(
  server: Server,
  { path, group, limits }: ScriptSocketOptions,
): Promise<() => void> {
  if (path === SYSTEMD) {
    await listenOnSystemdSocket(server);
    return ignore;
  }
  await claimSocket(server, path, limits.backlog);
  const unlinkAtExit = (): void => unlinkQuietly(path);
  process.once('exit', unlinkAtExit);
  try {
    await protectSocket(path, group);
  } catch (error) {
    process.off('exit', unlinkAtExit);
    await new Promise((resolve) => server.close(resolve));
    throw error;
  }
  return () => process.off('exit', unlinkAtExit);
}

async function serve(
  socket: Socket,
  options: ScriptSocketOptions,
  { enter }: Turnstile,
): Promise<void> {
  const began = performance.now();
  const leave = await enter();
  try {
    await receive(socket, options.intake, options.limits);
    options.observer.accepted(performance.now() - began);
  } catch (error) {
    const code = isBridgeError(error) ? error.code : 'gone';
    const level = code === 'spool' ? 'error' : 'warn';
    options.observer.refused(code);
    options.log[level]({ code, reason: messageOf(error) }, 'refused');
    refuse(socket, options.limits.lingerMs);
  } finally {
    leave();
  }
}

function ignore(): void {}

function unlinkQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // gone already
  }
}
