import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { isManageSieveError } from '../error.ts';
import { encodeResponse, type OutgoingResponse } from '../wire/encode.ts';
import type { WireLine } from '../wire/line-parser.ts';
import { answer } from './answer.ts';
import { listCapabilities } from './command/capability.ts';
import type { Context, Reply, Setting } from './command/command.ts';
import type { KeyedLock } from './keyed-lock.ts';
import { LineSource } from './line-source.ts';
import { isLoopback } from './loopback.ts';

/** One connection from its greeting to its end (RFC 5804, 1.1). */
export class Session implements Context {
  readonly setting: Setting;
  readonly #locks: KeyedLock;
  #socket: Socket;
  #source: LineSource;
  #user: string | null = null;
  #badCommands = 0;
  #busy = true;
  #over = false;
  #farewell: OutgoingResponse | null = null;
  readonly #timer: NodeJS.Timeout;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, setting: Setting, locks: KeyedLock) {
    this.setting = setting;
    this.#locks = locks;
    this.#socket = socket.on('error', () => {});
    const { limits } = setting;
    this.#source = new LineSource(socket, { ...limits, literal: limits.literalBeforeLogin });
    this.#timer = setTimeout(() => this.#expire('Log in sooner.'), limits.loginTime);
  }

  get user(): string | null {
    return this.#user;
  }

  get encrypted(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  get confidential(): boolean {
    return this.encrypted || isLoopback(this.#socket);
  }

  /** Greets and answers until the connection is over. Never fails. */
  async run(): Promise<void> {
    try {
      await this.#greet('The server is ready.');
      for (let line = await this.#listen(); line !== null; line = await this.#listen()) {
        await this.#serve(line);
      }
    } catch (error) {
      const tooMuch = isManageSieveError(error) && error.code === 'limit';
      if (tooMuch) this.hangUp({ status: 'BYE', text: error.message });
      else this.setting.onError?.(error);
    } finally {
      clearTimeout(this.#timer);
      clearTimeout(this.#idleTimer);
      this.#close();
    }
  }

  /** Says BYE, behind the reply that is being made, if one is, and hangs up. */
  hangUp(farewell: OutgoingResponse): void {
    this.#farewell ??= farewell;
    if (!this.#busy) this.#close();
  }

  /** Breaks the connection. */
  destroy(): void {
    this.#over = true;
    this.#socket.destroy();
  }

  async ask(line: Uint8Array): Promise<WireLine | null> {
    await this.#write(line);
    return await this.#source.next();
  }

  logIn(user: string): void {
    const { limits } = this.setting;
    this.#user = user;
    this.#badCommands = 0;
    this.#source.limits = limits;
    clearTimeout(this.#timer);
    this.#idleTimer = setTimeout(() => this.#expire('You were silent too long.'), limits.idleTime);
  }

  async #listen(): Promise<WireLine | null> {
    this.#busy = false;
    if (this.#farewell !== null) this.#close();
    if (this.#over) return null;
    const line = await this.#source.next();
    this.#busy = true;
    this.#idleTimer?.refresh();
    return this.#over ? null : line;
  }

  async #serve(line: WireLine): Promise<void> {
    const user = this.#user;
    const reply =
      user === null
        ? await answer(this, line)
        : await this.#locks.run(user, () => answer(this, line));
    if (reply === null) return;
    if (reply.bad && this.#isLastStraw()) {
      this.hangUp({ status: 'BYE', text: 'There were too many bad commands.' });
      return;
    }
    await this.#reply(reply);
    this.#idleTimer?.refresh();
  }

  async #reply({ data = [], response, next }: Reply): Promise<void> {
    // What came behind STARTTLS was not encrypted, and may be somebody else's (RFC 5804, 2.2).
    if (next === 'starttls' && !this.#source.empty) {
      this.hangUp({ status: 'BYE', text: 'Nothing may be sent between STARTTLS and TLS.' });
      return;
    }
    await this.#write(Buffer.concat([...data, encodeResponse(response)]));
    if (next === 'starttls') await this.#startTls();
    if (next === 'hang-up') this.#end();
  }

  async #startTls(): Promise<void> {
    const { secureContext, limits } = this.setting;
    if (secureContext === null) return;
    const socket = new TLSSocket(this.#source.release(), { isServer: true, secureContext });
    socket.on('error', () => {});
    this.#socket = socket;
    this.#source = new LineSource(socket, { ...limits, literal: limits.literalBeforeLogin });
    const secured = await new Promise<boolean>((resolve) => {
      socket.once('secure', () => resolve(true)).once('close', () => resolve(false));
    });
    if (secured) await this.#greet('TLS negotiation successful.');
  }

  async #greet(text: string): Promise<void> {
    const response = encodeResponse({ status: 'OK', text });
    await this.#write(Buffer.concat([...listCapabilities(this), response]));
  }

  #isLastStraw(): boolean {
    const { badBeforeLogin, badAfterLogin } = this.setting.limits;
    return ++this.#badCommands >= (this.#user === null ? badBeforeLogin : badAfterLogin);
  }

  #expire(text: string): void {
    this.#busy = false;
    this.hangUp({ status: 'BYE', text });
  }

  /** Waits while the client does not read. */
  async #write(bytes: Uint8Array): Promise<void> {
    const socket = this.#socket;
    if (this.#over || socket.destroyed || socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.on('drain', go).on('close', go);
    });
  }

  #close(): void {
    if (this.#over) return;
    if (this.#farewell !== null) this.#socket.write(encodeResponse(this.#farewell));
    this.#end();
  }

  /** Ends the connection when all is sent, or soon. */
  #end(): void {
    if (this.#over) return;
    this.#over = true;
    const socket = this.#socket;
    const timer = setTimeout(() => socket.destroy(), this.setting.limits.closeTime);
    socket.once('close', () => clearTimeout(timer));
    socket.end();
    // What still comes is thrown away: to break off now could cost the client our last words.
    this.#source.end();
    socket.resume();
  }
}
