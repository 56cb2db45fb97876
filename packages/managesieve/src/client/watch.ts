import type { Socket } from 'node:net';
import { ManageSieveError } from '../error.ts';
import type { ClientLimits } from '../limits.ts';

/** Notices a server that is silent, or slow, while a reply is awaited. */
export class Watch {
  readonly #socket: Socket;
  readonly #limits: ClientLimits;
  readonly #tell: (error: ManageSieveError) => void;
  #name = '';
  #idle: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;
  /** Octets that had left us when we last looked: a slow upload is not silence. */
  #sent = 0;

  constructor(socket: Socket, limits: ClientLimits, tell: (error: ManageSieveError) => void) {
    this.#socket = socket;
    this.#limits = limits;
    this.#tell = tell;
  }

  /** From now on the reply to this command is awaited. */
  start(name: string): void {
    this.#name = name;
    this.#sent = this.#countSent();
    this.#idle = rewind(this.#idle, () => this.#checkIdle(), this.#limits.idleTime);
    this.#total = rewind(this.#total, () => this.#giveUp(), this.#limits.totalTime);
  }

  /** The server said something. */
  heard(): void {
    this.#idle?.refresh();
  }

  /** Nothing is awaited any more. */
  stop(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
    this.#idle = this.#total = undefined;
  }

  #checkIdle(): void {
    const sent = this.#countSent();
    if (sent > this.#sent) {
      this.#sent = sent;
      this.#idle?.refresh();
      return;
    }
    this.#tell(late(`The server has been silent for ${this.#limits.idleTime} ms`, this.#name));
  }

  #giveUp(): void {
    this.#tell(late(`The server was not done within ${this.#limits.totalTime} ms`, this.#name));
  }

  #countSent(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }
}

function rewind(
  timer: NodeJS.Timeout | undefined,
  callback: () => void,
  time: number,
): NodeJS.Timeout {
  return timer?.refresh() ?? setTimeout(callback, time);
}

function late(what: string, name: string): ManageSieveError {
  return new ManageSieveError('timeout', `${what} (${name}); the connection was closed.`);
}
