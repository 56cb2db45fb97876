import type { Socket } from 'node:net';
import { ManageSieveError } from '../error.ts';
import type { ClientLimits } from '../limits.ts';

/** Notices a server that is silent, or slow, while a reply is awaited. */
export class Watch {
  readonly #socket: Socket;
  readonly #limits: ClientLimits;
  readonly #tell: (error: ManageSieveError) => void;
  #name = '';
  #total: NodeJS.Timeout | undefined;

  constructor(socket: Socket, limits: ClientLimits, tell: (error: ManageSieveError) => void) {
    this.#socket = socket;
    this.#limits = limits;
    this.#tell = tell;
    socket.on('timeout', () => this.#complain());
  }

  /** From now on the reply to this command is awaited. */
  start(name: string): void {
    this.#name = name;
    // The socket's own, since that sees what leaves us too: a slow upload is not silence.
    if (this.#total === undefined) this.#socket.setTimeout(this.#limits.idleTime);
    this.#total =
      this.#total?.refresh() ?? setTimeout(() => this.#giveUp(), this.#limits.totalTime);
  }

  /** Nothing is awaited any more. */
  stop(): void {
    clearTimeout(this.#total);
    this.#total = undefined;
    this.#socket.setTimeout(0);
  }

  #complain(): void {
    this.#tell(late(`The server has been silent for ${this.#limits.idleTime} ms`, this.#name));
  }

  #giveUp(): void {
    this.#tell(late(`The server was not done within ${this.#limits.totalTime} ms`, this.#name));
  }
}

function late(what: string, name: string): ManageSieveError {
  return new ManageSieveError('timeout', `${what} (${name}); the connection was closed.`);
}
