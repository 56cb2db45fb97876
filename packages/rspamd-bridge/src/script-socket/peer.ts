import type { Socket } from 'node:net';

const NOTHING = Buffer.alloc(0);

/**
 * Whether the other end still waits for our answer. The end of the bytes alone does not say so: a
 * peer that was killed half-way through its message ends them just as one that has sent all of it.
 * An empty write sends nothing, and fails when the other end is closed.
 */
export function isPeerThere(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    if (!socket.writable) resolve(false);
    else socket.write(NOTHING, (error) => resolve(error === null || error === undefined));
  });
}

/** Sends the two bytes that end the protocol, and hangs up. */
export function answer(socket: Socket, accepted: boolean): void {
  if (socket.writable) socket.end(accepted ? '+\n' : '-\n');
}

/**
 * Refuses while the peer may still be sending: what comes is thrown away for a while, because a
 * connection closed over unread bytes is reset and the answer lost with it.
 */
export function refuse(socket: Socket, lingerMs: number): void {
  if (socket.destroyed) return;
  answer(socket, false);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
