import type { Socket } from 'node:net';

/**
 * Octets that are written at a time. What is on its way cannot be told before all of a piece has
 * left: so it is small enough for the slowest line to get one through before silence is suspected.
 */
const piece = 64 * 1024;

/**
 * Writes to a socket: what comes in one turn of the event loop leaves together, and what is long
 * leaves in pieces, so that the socket's own time-out sees that it goes on.
 */
export class Outlet {
  readonly #socket: Socket;
  #queue: Uint8Array[] = [];
  #busy = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += piece) {
      this.#queue.push(bytes.subarray(at, at + piece));
    }
    if (this.#busy) return;
    this.#busy = true;
    process.nextTick(() => this.#flush());
  }

  #flush(): void {
    const pieces = this.#take();
    this.#busy = pieces.length > 0;
    if (!this.#busy || this.#socket.destroyed) return;
    const [first] = pieces as [Uint8Array];
    const bytes = pieces.length === 1 ? first : Buffer.concat(pieces);
    if (this.#socket.write(bytes)) this.#flush();
    else this.#socket.once('drain', () => this.#flush());
  }

  /** As many as make one piece, at least one. */
  #take(): Uint8Array[] {
    let size = 0;
    let count = 0;
    for (const { length } of this.#queue) {
      size += length;
      if (count > 0 && size > piece) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }
}
