import type { Socket } from 'node:net';
import type { WireLimits } from '../limits.ts';
import { LineParser, type WireLine } from '../wire/line-parser.ts';

/** Takes lines out of a socket when they are wanted, and no octet sooner. */
export class LineSource {
  readonly #socket: Socket;
  readonly #parser: LineParser;
  #wake = (): void => {};
  /** The client has sent its last octet. */
  #ended = false;
  /** Nobody wants to know more. */
  #over = false;

  constructor(socket: Socket, limits: WireLimits) {
    this.#socket = socket;
    this.#parser = new LineParser(limits);
    socket.on('readable', this.#onChange).on('end', this.#onEnd).on('close', this.#onEnd);
  }

  set limits(limits: WireLimits) {
    this.#parser.limits = limits;
  }

  /** Whether nothing has come that was not asked for. */
  get empty(): boolean {
    return this.#parser.empty && this.#socket.readableLength === 0;
  }

  /**
   * The next line; `null` when there is no more.
   *
   * @throws ManageSieveError `limit`
   */
  async next(): Promise<WireLine | null> {
    while (!this.#over) {
      const line = this.#parser.next();
      if (line !== undefined) return line;
      const chunk = this.#socket.read() as Buffer | null;
      if (chunk !== null) this.#parser.push(chunk);
      else if (this.#ended) return null;
      else await this.#change();
    }
    return null;
  }

  /** Gives nothing more out. */
  end(): void {
    this.release();
    this.#over = true;
    this.#wake();
  }

  /** Lets go of the socket. */
  release(): Socket {
    this.#socket.off('readable', this.#onChange).off('end', this.#onEnd).off('close', this.#onEnd);
    return this.#socket;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  readonly #onChange = (): void => this.#wake();

  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#wake();
  };
}
