import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { closeCode, responseSchema } from '../../shared/message.ts';
import type { MethodName, Params, Result } from '../../shared/method.ts';
import { RECONNECT_FIRST, RECONNECT_LONGEST } from '../limits.ts';
import { CallError } from './call-error.ts';
import { createPendingCall, type PendingCall } from './pending-call.ts';

/** The part of a WebSocket that is needed here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>;

/** `lost` comes back by itself; `closed` waits for `start`. */
export type ConnectionState = 'closed' | 'connecting' | 'connected' | 'lost';

/** Asks the server for something; see `MethodTable`. Rejects with `CallError`. */
export type Call = <M extends MethodName>(method: M, params: Params<M>) => Promise<Result<M>>;

export interface ConnectionOptions {
  readonly open: () => Socket;
  /** Whether the session still stands; rejects when the server does not answer. */
  readonly hasSession: () => Promise<boolean>;
  readonly onSessionOver: () => void;
  /** The server answered. */
  readonly onAnswer?: () => void;
}

/** One WebSocket that comes back by itself, later after each failure. */
export class Connection {
  readonly state: ReadonlySignal<ConnectionState>;
  readonly #options: ConnectionOptions;
  readonly #state = signal<ConnectionState>('closed');
  readonly #pending = new Map<number, PendingCall>();
  #socket: Socket | null = null;
  #nextId = 1;
  #wait = RECONNECT_FIRST;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.state = this.#state;
  }

  readonly call: Call = (method, params) => {
    const state = this.#state.peek();
    if (state === 'lost') return Promise.reject(offline());
    if (state === 'closed') return Promise.reject(sessionOver());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const forget = (): boolean => this.#pending.delete(id);
      const call = createPendingCall({ id, method, params, resolve, reject, forget });
      this.#pending.set(id, call);
      if (this.#socket && state === 'connected') call.send(this.#socket);
    });
  };

  start(): void {
    this.stop();
    this.#wait = RECONNECT_FIRST;
    this.#state.value = 'connecting';
    this.#connect();
  }

  stop(): void {
    clearTimeout(this.#timer);
    const open = this.#socket;
    this.#socket = null;
    this.#state.value = 'closed';
    this.#failAll(sessionOver);
    open?.close();
  }

  /** Connects again now rather than after the wait. */
  retry(): void {
    if (this.#state.peek() !== 'lost' || this.#socket) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  #connect(): void {
    const socket = this.#options.open();
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#socket !== socket) return;
      this.#wait = RECONNECT_FIRST;
      this.#state.value = 'connected';
      for (const call of this.#pending.values()) call.send(socket);
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => {
      if (this.#socket === socket) void this.#lose(event.code);
    };
  }

  async #lose(code: number): Promise<void> {
    this.#socket = null;
    this.#state.value = 'lost';
    this.#failAll(offline);
    const told = code === closeCode.sessionOver;
    const over = told || !(await this.#options.hasSession().catch(() => true));
    // Somebody may have stopped or started it in the meantime.
    if (this.#state.peek() !== 'lost' || this.#socket) return;
    if (over) {
      this.#state.value = 'closed';
      this.#options.onSessionOver();
      return;
    }
    this.#timer = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, RECONNECT_LONGEST);
  }

  #receive(data: unknown): void {
    const response = v.safeParse(responseSchema, parseJson(data));
    if (!response.success) return;
    const call = this.#pending.get(response.output.id);
    if (!call) return;
    this.#options.onAnswer?.();
    if ('result' in response.output) {
      call.settle(response.output.result);
      return;
    }
    const { code, message, complaints } = response.output.error;
    call.fail(new CallError(code, message, { complaints }));
    if (code === 'no-session') this.#endSession();
  }

  #endSession(): void {
    this.stop();
    this.#options.onSessionOver();
  }

  #failAll(error: () => CallError): void {
    for (const call of [...this.#pending.values()]) call.fail(error());
  }
}

function offline(): CallError {
  return new CallError('offline', 'There is no connection to the server.');
}

function sessionOver(): CallError {
  return new CallError('no-session', 'The session is over.');
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
