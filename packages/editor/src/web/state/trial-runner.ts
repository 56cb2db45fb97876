import { TRIAL_TIMEOUT } from '../limits.ts';
import type { TrialAnswer, TrialRequest } from '../trial/protocol.ts';

/** The part of a `Worker` that trying needs. */
export type TrialWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** Tries messages in a worker, one at a time; a worker that takes too long is ended. */
export class TrialRunner {
  readonly #start: () => TrialWorker;
  readonly #timeout: number;
  #worker: TrialWorker | null = null;
  #settle: ((answer: TrialAnswer | null) => void) | null = null;

  constructor(start: () => TrialWorker, timeout: number = TRIAL_TIMEOUT) {
    this.#start = start;
    this.#timeout = timeout;
  }

  /** The answer; null where another request, or `stop`, came before it. */
  async run(request: TrialRequest): Promise<TrialAnswer | null> {
    // What still runs has an outdated script.
    if (this.#settle !== null) this.stop();
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#fail('timeout'), this.#timeout);
      this.#settle = (answer) => {
        clearTimeout(timer);
        this.#settle = null;
        resolve(answer);
      };
      worker.onmessage = ({ data }: MessageEvent<TrialAnswer>) => this.#settle?.(data);
      worker.onerror = () => this.#fail('broken');
      worker.postMessage(request);
    });
  }

  /** Ends the worker; the next message starts another one. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle?.(null);
  }

  #fail(code: 'timeout' | 'broken'): void {
    const settle = this.#settle;
    this.#settle = null;
    this.stop();
    settle?.({ failure: { code } });
  }
}
