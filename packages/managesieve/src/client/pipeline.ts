import type { Socket } from 'node:net';
import { ManageSieveError } from '../error.ts';
import type { ClientLimits } from '../limits.ts';
import type { Response } from '../protocol/response.ts';
import { LineParser, type WireLine } from '../wire/line-parser.ts';
import { readResponse } from '../wire/read-response.ts';
import { type Exchange, type Progress, refusal, senseless } from './exchange.ts';
import { Watch } from './watch.ts';

/** An exchange and who waits for it. */
interface Entry {
  readonly exchange: Exchange<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Exchanges over one connection: sent in order without waiting for one another, as far as the
 * bytes in flight allow, and answered in order.
 */
export class Pipeline {
  readonly #socket: Socket;
  readonly #limits: ClientLimits;
  readonly #parser: LineParser;
  readonly #watch: Watch;
  /** Not yet sent. */
  readonly #waiting = new Set<Entry>();
  /** Sent, and to be answered in this order. */
  readonly #flying = new Set<Entry>();
  #bytesInFlight = 0;
  #failure: ManageSieveError | null = null;
  #handedOver = false;

  constructor(socket: Socket, limits: ClientLimits) {
    this.#socket = socket;
    this.#limits = limits;
    this.#parser = new LineParser(limits);
    this.#watch = new Watch(socket, limits, (error) => this.fail(error));
    socket.on('data', this.#onData).on('error', this.#onError).on('close', this.#onClose);
  }

  /** Whether something can still be sent. */
  get open(): boolean {
    return this.#failure === null;
  }

  /**
   * Sends an exchange when it is its turn and gives what comes of it. An abort while it is under
   * way leaves the reply to be read and thrown away.
   */
  run<T>(exchange: Exchange<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure);
      if (signal?.aborted) return reject(aborted(exchange.name, signal));
      const abort = (): void => {
        this.#waiting.delete(entry);
        reject(aborted(exchange.name, signal));
      };
      const entry: Entry = {
        exchange,
        resolve(value) {
          signal?.removeEventListener('abort', abort);
          resolve(value as T);
        },
        reject(error) {
          signal?.removeEventListener('abort', abort);
          reject(error);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.add(entry);
      this.#send();
    });
  }

  /**
   * Gives the socket away, for TLS.
   *
   * @throws ManageSieveError `tls` when anything came behind the last reply: it was not encrypted,
   *   and may be somebody else's
   */
  release(): Socket {
    if (this.#failure !== null) throw this.#failure;
    this.#socket.off('data', this.#onData).off('error', this.#onError).off('close', this.#onClose);
    this.#socket.pause();
    this.#watch.stop();
    this.#failure = new ManageSieveError('closed', 'The connection was handed over.');
    if (!this.#parser.empty || this.#socket.readableLength > 0) {
      throw new ManageSieveError(
        'tls',
        'The server sent something between its OK to STARTTLS and TLS. Somebody may be tampering with the connection.',
      );
    }
    return this.#socket;
  }

  /** Ends the connection once all is written. */
  end(): void {
    this.#stop(new ManageSieveError('closed', 'The connection was closed.'));
    this.#socket.end(() => this.#socket.destroy());
  }

  /** Breaks the connection; all who wait learn why. */
  fail(error: ManageSieveError): void {
    this.#stop(error);
    this.#socket.destroy();
  }

  #send(): void {
    for (const entry of this.#waiting) {
      if (!this.#mayFly(entry.exchange)) return;
      this.#waiting.delete(entry);
      this.#flying.add(entry);
      if (this.#flying.size === 1) this.#watch.start(entry.exchange.name);
      this.#bytesInFlight += entry.exchange.bytes.length;
      this.#write(entry.exchange.bytes);
    }
  }

  #mayFly(exchange: Exchange<unknown>): boolean {
    if (this.#flying.size === 0) return true;
    const [first] = this.#flying;
    if (exchange.alone || first?.exchange.alone) return false;
    return this.#bytesInFlight + exchange.bytes.length <= this.#limits.inFlight;
  }

  /** What is written in one turn of the event loop leaves as one piece. */
  #write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork();
      process.nextTick(() => this.#socket.uncork());
    }
    this.#socket.write(bytes);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#watch.heard();
    this.#parser.push(chunk);
    try {
      while (this.#failure === null && !this.#handedOver) {
        const line = this.#parser.next();
        if (line === undefined) return;
        this.#take(line);
      }
    } catch (error) {
      this.fail(error as ManageSieveError);
    }
  };

  #take(line: WireLine): void {
    const [entry] = this.#flying;
    const response = readResponse(line);
    if (response?.status === 'BYE' && !entry?.exchange.endsWithBye) {
      this.fail(refusal('bye', 'The server ended the session', response));
    } else if (entry === undefined) {
      throw new ManageSieveError('protocol', 'The server spoke unasked.');
    } else if (response === undefined) {
      if (entry.exchange.read === undefined) throw senseless(entry.exchange.name);
      this.#write(entry.exchange.read(line) ?? Buffer.alloc(0));
    } else {
      this.#finish(entry, response);
    }
  }

  #finish(entry: Entry, response: Response): void {
    let progress: Progress<unknown>;
    try {
      progress = entry.exchange.finish(response);
    } catch (error) {
      this.#land(entry);
      entry.reject(error);
      return;
    }
    if ('send' in progress) {
      this.#write(progress.send);
      return;
    }
    this.#handedOver = entry.exchange.last === true;
    this.#land(entry);
    entry.resolve(progress.value);
  }

  #land(entry: Entry): void {
    this.#flying.delete(entry);
    this.#bytesInFlight -= entry.exchange.bytes.length;
    const [next] = this.#flying;
    if (next === undefined) this.#watch.stop();
    else this.#watch.start(next.exchange.name);
    this.#send();
  }

  readonly #onError = (cause: Error): void => {
    this.fail(new ManageSieveError('closed', `The connection broke: ${cause.message}`, { cause }));
  };

  readonly #onClose = (): void => {
    this.fail(new ManageSieveError('closed', 'The server closed the connection.'));
  };

  #stop(error: ManageSieveError): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    this.#watch.stop();
    const entries = [...this.#flying, ...this.#waiting];
    this.#flying.clear();
    this.#waiting.clear();
    for (const entry of entries) entry.reject(error);
  }
}

function aborted(name: string, signal: AbortSignal | undefined): ManageSieveError {
  return new ManageSieveError('aborted', `${name} was aborted.`, { cause: signal?.reason });
}
