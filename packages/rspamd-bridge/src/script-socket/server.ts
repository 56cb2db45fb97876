import { unlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { isBridgeError, messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import { claimSocket } from '../socket-file/claim-socket.ts';
import { protectSocket } from '../socket-file/socket-group.ts';
import { type Intake, receive } from './connection.ts';
import { refuse } from './peer.ts';

/** The door that Dovecot knocks on. */
export interface ScriptSocket {
  /** Connections being served. */
  connections(): number;
  /** No new connections; those open may finish for a while, then are cut. Removes the socket. */
  close(): Promise<void>;
}

/** What the socket is made of. */
export interface ScriptSocketOptions {
  readonly path: string;
  readonly group: string | number | undefined;
  readonly intake: Intake;
  readonly limits: BridgeLimits;
  readonly log: BridgeLogger;
}

/**
 * Listens on a UNIX socket for Dovecot's script protocol.
 *
 * @throws BridgeError `in-use`, `socket` or `config`
 */
export async function openScriptSocket(options: ScriptSocketOptions): Promise<ScriptSocket> {
  const { path, limits } = options;
  const open = new Set<Socket>();
  const serving = new Set<Promise<void>>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', ignore); // told by the promise that reads, or no longer of interest
    if (open.size >= limits.connections) {
      options.log.warn({ connections: open.size }, 'refused: too many connections');
      refuse(socket, limits.lingerMs);
      return;
    }
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const served = serve(socket, options).finally(() => serving.delete(served));
    serving.add(served);
  });
  await claimSocket(server, path, limits.backlog);
  const unlinkAtExit = (): void => unlinkQuietly(path);
  process.once('exit', unlinkAtExit);
  const close = async (): Promise<void> => {
    process.off('exit', unlinkAtExit);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const timer = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, limits.closeMs);
    await closed;
    clearTimeout(timer);
    await Promise.all(serving);
  };
  try {
    await protectSocket(path, options.group);
  } catch (error) {
    await close();
    throw error;
  }
  return { connections: () => open.size, close };
}

async function serve(socket: Socket, options: ScriptSocketOptions): Promise<void> {
  try {
    await receive(socket, options.intake, options.limits);
  } catch (error) {
    const code = isBridgeError(error) ? error.code : 'gone';
    const level = code === 'spool' ? 'error' : 'warn';
    options.log[level]({ code, reason: messageOf(error) }, 'refused');
    refuse(socket, options.limits.lingerMs);
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
