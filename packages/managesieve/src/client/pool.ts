import { isManageSieveError, ManageSieveError } from '../error.ts';
import { type PoolLimits, poolLimits } from '../limits.ts';
import type { Client } from './client.ts';
import { onAbort } from './on-abort.ts';
import { openAgain } from './open-again.ts';
import type { CallOptions } from './option.ts';

/** What a pool is made of. */
export interface PoolOptions {
  /** Makes a connection that is logged in: `(signal) => connectAs({ host, signal }, credentials)`. */
  open(signal: AbortSignal): Promise<Client>;
  readonly limits?: Partial<PoolLimits>;
}

interface Idle {
  readonly client: Client;
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

/** Logged-in connections that are kept, lent out one task at a time, and opened anew when lost. */
export class Pool {
  readonly #open: PoolOptions['open'];
  readonly #limits: PoolLimits;
  readonly #life = new AbortController();
  /** The one used last stands last. */
  readonly #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  /** For `createPool`. */
  constructor({ open, limits }: PoolOptions) {
    this.#open = open;
    this.#limits = { ...poolLimits, ...limits };
  }

  /**
   * Runs a task alone on a connection. One that was idle is asked first whether it lives, so that
   * no command that changes something is ever sent twice: a task that fails is not run again.
   *
   * @param options.signal cuts the connection that the task uses
   * @throws ManageSieveError what the task or `open` throws; `aborted`; `closed` when the pool is
   *   closed, `limit` when too many wait
   */
  async run<T>(task: (client: Client) => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
    // Not AbortSignal.any: of each, something would be kept with the pool for ever (Node 20).
    const either = new AbortController();
    const stop = (): void => either.abort();
    const signals = [this.#life.signal, ...(signal === undefined ? [] : [signal])];
    if (signals.some(({ aborted }) => aborted)) throw this.#ended(signal);
    const forget = signals.map((one) => onAbort(one, stop));
    try {
      return await this.#runUntil(either.signal, task, signal);
    } finally {
      for (const one of forget) one();
    }
  }

  /** Breaks all connections; those that are idle log out. Nothing can be run any more. */
  async close(): Promise<void> {
    this.#life.abort();
    const idle = this.#idle.splice(0);
    for (const { timer } of idle) clearTimeout(timer);
    const { probeTime } = this.#limits;
    await Promise.all(idle.map(({ client }) => withinTime(client, probeTime, client.logout())));
  }

  async #runUntil<T>(
    either: AbortSignal,
    task: (client: Client) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    await this.#takeTurn(either, signal);
    try {
      return await this.#lend(task, either);
    } catch (error) {
      throw either.aborted ? this.#ended(signal) : error;
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  async #takeTurn(either: AbortSignal, signal: AbortSignal | undefined): Promise<void> {
    if (this.#busy < this.#limits.size) {
      this.#busy++;
      return;
    }
    if (this.#waiting.length >= this.#limits.waiting) {
      const text = `More than ${this.#limits.waiting} tasks wait for a connection.`;
      throw new ManageSieveError('limit', text);
    }
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        either.removeEventListener('abort', leave);
        this.#busy++;
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(this.#ended(signal));
      };
      either.addEventListener('abort', leave, { once: true });
      this.#waiting.push(go);
    });
  }

  async #lend<T>(task: (client: Client) => Promise<T>, either: AbortSignal): Promise<T> {
    const client = await this.#obtain(either);
    let cut = (): void => {};
    const broken = new Promise<never>((_, reject) => {
      cut = () => {
        client.close();
        reject(either.reason);
      };
    });
    either.addEventListener('abort', cut, { once: true });
    if (either.aborted) cut();
    try {
      return await Promise.race([task(client), broken]);
    } finally {
      either.removeEventListener('abort', cut);
      this.#giveBack(client);
    }
  }

  async #obtain(signal: AbortSignal): Promise<Client> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      if (await this.#isAlive(idle)) return idle.client;
      idle.client.close();
    }
    return await openAgain(this.#open, this.#limits, signal);
  }

  async #isAlive({ client, since }: Idle): Promise<boolean> {
    if (!client.open) return false;
    if (Date.now() - since < this.#limits.freshTime) return true;
    try {
      await withinTime(client, this.#limits.probeTime, client.noop());
      return true;
    } catch (error) {
      // A server that knows no NOOP says NO: that is an answer too.
      return isManageSieveError(error) && error.code === 'no';
    }
  }

  #giveBack(client: Client): void {
    if (this.#life.signal.aborted) client.close();
    if (!client.open) return;
    const timer = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(idle), 1);
      void client.logout();
    }, this.#limits.idleTime);
    timer.unref();
    const idle: Idle = { client, since: Date.now(), timer };
    this.#idle.push(idle);
  }

  #ended(signal: AbortSignal | undefined): ManageSieveError {
    return signal?.aborted
      ? new ManageSieveError('aborted', 'The task was aborted.', { cause: signal.reason })
      : new ManageSieveError('closed', 'The pool is closed.');
  }
}

/** Keeps connections of one user, or of one way to log in, for a program that stays up. */
export function createPool(options: PoolOptions): Pool {
  return new Pool(options);
}

/** Closes the client when the call takes longer. */
async function withinTime<T>(client: Client, time: number, call: Promise<T>): Promise<T> {
  const timer = setTimeout(() => client.close(), time);
  try {
    return await call;
  } finally {
    clearTimeout(timer);
  }
}
