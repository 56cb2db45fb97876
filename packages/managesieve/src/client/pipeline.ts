import type { Socket } from 'node:net';
import { ManageSieveError } from '../error.ts';
import type { ClientLimits } from '../limits.ts';
import type { Response } from '../protocol/response.ts';
import { parseServerErrors } from '../protocol/server-error.ts';
import { LineParser, type WireLine } from '../wire/line-parser.ts';
import { readResponse } from '../wire/read-response.ts';
import { type Exchange, type Progress, refusal, senseless, simpleExchange } from './exchange.ts';
import { createTag, taggedNoop } from './fresh-capabilities.ts';
import { onAbort } from './on-abort.ts';
import { Outlet } from './outlet.ts';
import type { Trace } from './trace.ts';
import { Watch } from './watch.ts';

/** An exchange and who waits for it. */
interface Entry {
  readonly exchange: Exchange<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A tagged NOOP, at whose reply commands and replies match again. */
interface Fence {
  readonly tag: string;
  /** Its place among what is under way; `null` when all before its reply is thrown away. */
  readonly entry: Entry | null;
  /** What is told when the fence is reached in step. Out of step it is told to nobody. */
  readonly held: { readonly entry: Entry; settle(): void }[];
}

/**
 * Exchanges over one connection: sent in order without waiting for one another, as far as the
 * bytes in flight allow, and answered in order.
 */
export class Pipeline {
  readonly #socket: Socket;
  readonly #limits: ClientLimits;
  readonly #parser: LineParser;
  readonly #outlet: Outlet;
  readonly #watch: Watch;
  /** Not yet sent. */
  readonly #waiting = new Set<Entry>();
  /** Sent, and to be answered in this order. */
  readonly #flying = new Set<Entry>();
  #bytesInFlight = 0;
  #failure: ManageSieveError | null = null;
  #handedOver = false;
  /** An answer is being made; nothing is read meanwhile. */
  #thinking = false;
  #fence: Fence | null = null;
  #resyncs = 0;
  readonly #trace: Trace | null;
  /** What was read of the line under way, when it is traced. */
  #octets: Uint8Array[] = [];
  /** Whether the server sends the tag of a NOOP back. */
  echoes = false;

  constructor(socket: Socket, limits: ClientLimits, trace: Trace | null = null) {
    this.#socket = socket;
    this.#limits = limits;
    this.#trace = trace;
    this.#parser =
      trace === null ? new LineParser(limits) : new LineParser(limits, (o) => this.#octets.push(o));
    this.#outlet = new Outlet(socket);
    this.#watch = new Watch(socket, limits, (error) => this.fail(error));
    socket.on('data', this.#onData).on('error', this.#onError).on('close', this.#onClose);
  }

  /** Whether something can still be sent. */
  get open(): boolean {
    return this.#failure === null;
  }

  /**
   * Sends an exchange when it is its turn and gives what comes of it. An abort while it is under
   * way leaves the reply to be read and thrown away, but for one that is alone: what it was to
   * change, such as who is logged in, is not known then, and the connection is closed.
   */
  run<T>(exchange: Exchange<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure);
      if (signal?.aborted) return reject(aborted(exchange.name, signal));
      const abort = (): void => {
        this.#waiting.delete(entry);
        reject(aborted(exchange.name, signal));
        if (exchange.alone && this.#flying.has(entry)) this.fail(halfDone(exchange.name));
      };
      const forget = signal === undefined ? () => {} : onAbort(signal, abort);
      const entry: Entry = {
        exchange,
        resolve(value) {
          forget();
          resolve(value as T);
        },
        reject(error) {
          forget();
          reject(error);
        },
      };
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
      this.#write(entry.exchange.bytes, entry.exchange.shown);
    }
  }

  #mayFly(exchange: Exchange<unknown>): boolean {
    if (this.#fence !== null) return false;
    if (this.#flying.size === 0) return true;
    const [first] = this.#flying;
    if (exchange.alone || first?.exchange.alone) return false;
    return this.#bytesInFlight + exchange.bytes.length <= this.#limits.inFlight;
  }

  #write(bytes: Uint8Array, shown?: string): void {
    if (bytes.length === 0) return;
    this.#trace?.client(shown === undefined ? bytes : Buffer.from(`${shown}\r\n`));
    this.#outlet.write(bytes);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#parser.push(chunk);
    this.#drain();
  };

  #drain(): void {
    try {
      while (this.#failure === null && !this.#handedOver && !this.#thinking) {
        const line = this.#parser.next();
        if (line === undefined) return;
        this.#take(line);
      }
    } catch (error) {
      this.fail(error as ManageSieveError);
    }
  }

  #take(line: WireLine): void {
    const [entry] = this.#flying;
    const response = readResponse(line);
    this.#showLine(entry, response);
    if (response?.status === 'BYE' && !entry?.exchange.endsWithBye) {
      this.fail(refusal('bye', 'The server ended the session', response));
    } else if (this.#isFence(response)) {
      this.#reachFence();
    } else if (this.#fence?.entry === null) {
      // What was lost track of is thrown away.
    } else if (entry === undefined || entry === this.#fence?.entry) {
      this.#lose(new ManageSieveError('protocol', 'The server spoke unasked.'));
    } else if (response === undefined) {
      this.#read(entry, line);
    } else {
      this.#finish(entry, response);
    }
  }

  #read(entry: Entry, line: WireLine): void {
    const { exchange } = entry;
    try {
      if (exchange.read === undefined) throw senseless(exchange.name);
      const shown = exchange.secret?.() ? redacted : undefined;
      const answer = exchange.read(line);
      if (answer instanceof Promise) this.#think(answer, shown);
      else if (answer !== undefined) this.#write(answer, shown);
    } catch (error) {
      const { code } = error as ManageSieveError;
      if (code === 'protocol') this.#lose(error as ManageSieveError);
      else this.fail(error as ManageSieveError);
    }
  }

  /** Reads on when the answer is there. */
  #think(answer: Promise<Uint8Array>, shown: string | undefined): void {
    this.#thinking = true;
    this.#socket.pause();
    answer.then(
      (bytes) => {
        this.#thinking = false;
        if (this.#failure !== null) return;
        this.#write(bytes, shown);
        this.#socket.resume();
        this.#drain();
      },
      (error: unknown) => this.fail(error as ManageSieveError),
    );
  }

  #finish(entry: Entry, response: Response): void {
    let progress: Progress<unknown>;
    try {
      progress = entry.exchange.finish(response);
    } catch (error) {
      const { alone = false } = entry.exchange;
      if (alone && (error as ManageSieveError).code === 'protocol') throw error;
      this.#settle(entry, () => entry.reject(error));
      if (this.#isDoubtful(entry, response)) this.#setFence();
      this.#land(entry);
      return;
    }
    if ('fatal' in progress) throw progress.fatal;
    if ('send' in progress) {
      this.#write(progress.send);
      return;
    }
    const { value } = progress;
    this.#handedOver = entry.exchange.last === true;
    this.#settle(entry, () => entry.resolve(value));
    this.#land(entry);
  }

  /** Behind a fence that is not yet reached, it is not sure whose reply that was. */
  #settle(entry: Entry, settle: () => void): void {
    if (this.#fence === null) settle();
    else this.#fence.held.push({ entry, settle });
  }

  /** A refusal without a code may be of bad syntax, and some servers give two of those. */
  #isDoubtful({ exchange }: Entry, { status, code, text = '' }: Response): boolean {
    if (!this.echoes || this.#fence !== null || exchange.alone) return false;
    if (status !== 'NO' || code !== undefined) return false;
    const complaints = exchange.compiles ? parseServerErrors(text) : [];
    return !complaints.some(({ line }) => line !== null);
  }

  #setFence(): void {
    const tag = createTag();
    const nobody = (): void => {};
    const exchange = simpleExchange('NOOP', taggedNoop(tag));
    const entry: Entry = { exchange, resolve: nobody, reject: nobody };
    this.#fence = { tag, entry, held: [] };
    this.#flying.add(entry);
    this.#bytesInFlight += exchange.bytes.length;
    this.#write(exchange.bytes);
  }

  #isFence(response: Response | undefined): boolean {
    const { code } = response ?? {};
    return this.#fence !== null && code?.name === 'TAG' && code.args[0] === this.#fence.tag;
  }

  #reachFence(): void {
    const fence = this.#fence as Fence;
    const inStep = fence.entry !== null && this.#flying.values().next().value === fence.entry;
    if (!inStep) this.#disown(outOfStep());
    this.#fence = null;
    if (inStep) for (const { settle } of fence.held) settle();
    this.#flying.clear();
    this.#bytesInFlight = 0;
    this.#watch.stop();
    this.#send();
  }

  /** Whose reply the next one is, is not known: all is thrown away up to that of a tagged NOOP. */
  #lose(error: ManageSieveError): void {
    const [first] = this.#flying;
    const alone = first?.exchange.alone === true;
    if (!this.echoes || alone || ++this.#resyncs > this.#limits.resyncs) {
      this.fail(error);
      return;
    }
    this.#trace?.note('out of step');
    if (this.#fence === null) this.#setFence();
    this.#disown(error);
    this.#fence = { ...(this.#fence as unknown as Fence), entry: null, held: [] };
    this.#flying.clear();
    this.#bytesInFlight = 0;
    this.#watch.start('NOOP');
  }

  /** All under way learn that their reply is not known. */
  #disown(error: ManageSieveError): void {
    const held = this.#fence?.held.map(({ entry }) => entry) ?? [];
    for (const entry of [...held, ...this.#flying]) entry.reject(error);
  }

  #land(entry: Entry): void {
    this.#flying.delete(entry);
    this.#bytesInFlight -= entry.exchange.bytes.length;
    const [next] = this.#flying;
    if (next === undefined) this.#watch.stop();
    else this.#watch.start(next.exchange.name);
    this.#send();
  }

  #showLine(entry: Entry | undefined, response: Response | undefined): void {
    if (this.#trace === null) return;
    const octets = Buffer.concat(this.#octets);
    this.#octets = [];
    if (!entry?.exchange.secret?.()) this.#trace.server(octets);
    else if (response === undefined) this.#trace.server(Buffer.from(`${redacted}\r\n`));
    else this.#trace.server(hideSaslCode(octets));
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
    this.#trace?.note(error.message);
    const held = this.#fence?.held.map(({ entry }) => entry) ?? [];
    const entries = [...held, ...this.#flying, ...this.#waiting];
    this.#flying.clear();
    this.#waiting.clear();
    for (const entry of entries) entry.reject(error);
  }
}

function aborted(name: string, signal: AbortSignal | undefined): ManageSieveError {
  return new ManageSieveError('aborted', `${name} was aborted.`, { cause: signal?.reason });
}

function halfDone(name: string): ManageSieveError {
  return new ManageSieveError('closed', `The connection was closed: ${name} was aborted half-way.`);
}

/** What a trace shows in the place of what was sent to log in. */
const redacted = '"<redacted>"';

/** The server's proof is as good as the password for who guesses. */
function hideSaslCode(octets: Buffer): Buffer {
  const text = octets.toString('latin1');
  return Buffer.from(text.replace(/\(SASL .*?\)/is, `(SASL ${redacted})`), 'latin1');
}

function outOfStep(): ManageSieveError {
  return new ManageSieveError(
    'protocol',
    'The server gave another number of replies than there were commands, so it is not known what this one came to.',
  );
}
