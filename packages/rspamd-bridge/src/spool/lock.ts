import { createServer } from 'node:net';
import { join } from 'node:path';
import { claimSocket } from '../socket-file/claim-socket.ts';

/**
 * Keeps a second daemon from working on the same spool. The lock is a UNIX socket in the folder:
 * the kernel lets go of it when the process dies, `kill -9` included, and containers that share
 * the folder see it too.
 *
 * @returns what ends the lock
 * @throws BridgeError `in-use` when another daemon holds it
 */
export async function lockSpool(folder: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  await claimSocket(server, join(folder, 'lock'), 8);
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}
