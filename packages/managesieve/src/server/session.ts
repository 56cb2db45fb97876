import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { isManageSieveError } from '../error.ts';
import type { WireLimits } from '../limits.ts';
import { encodeResponse, type OutgoingResponse } from '../wire/encode.ts';
import type { WireLine } from '../wire/line-parser.ts';
import { answer } from './answer.ts';
import { listCapabilities } from './command/capability.ts';
import type { Context, Reply, Setting } from './command/command.ts';
import type { KeyedLock } from './keyed-lock.ts';
import { LineSource } from './line-source.ts';
import { isLoopback } from './loopback.ts';
import type { BindingType } from './sasl/server-mechanism.ts';

/** Whether a connection begins with TLS, or may come to it by STARTTLS. */
export type TlsMode = 'implicit' | 'starttls';

/** What a connection begins with. */
interface Beginning {
  readonly setting: Setting;
  readonly locks: KeyedLock;
  readonly tls: TlsMode;
}

/** One connection from its greeting to its end (RFC 5804, 1.1). */
export class Session implements Context {
  readonly setting: Setting;
  readonly #locks: KeyedLock;
  readonly #tls: TlsMode;
  #socket: Socket;
  #source: LineSource;
  #user: string | null = null;
  #badCommands = 0;
  #busy = true;
  #over = false;
  #farewell: OutgoingResponse | null = null;
  #loginTimer: NodeJS.Timeout;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, { setting, locks, tls }: Beginning) {
    this.setting = setting;
    this.#locks = locks;
    this.#tls = tls;
    this.#socket = socket.on('error', () => {});
    this.#source = new LineSource(socket, this.#strangerLimits);
    this.#loginTimer = this.#awaitLogin();
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
      await this.#begin();
      for (let line = await this.#listen(); line !== null; line = await this.#listen()) {
        await this.#serve(line);
      }
    } catch (error) {
      const tooMuch = isManageSieveError(error) && error.code === 'limit';
      if (tooMuch) this.hangUp({ status: 'BYE', text: error.message });
      else this.setting.onError?.(error);
    } finally {
      clearTimeout(this.#loginTimer);
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

  bind(type: BindingType): Uint8Array | null {
    const socket = this.#socket;
    if (!(socket instanceof TLSSocket)) return null;
    if (type === 'tls-server-end-point') return this.setting.endPoint;
    // Older versions need an extension for this to be unique (RFC 9266, 3.1).
    if (socket.getProtocol() !== 'TLSv1.3') return null;
    return socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
  }

  logOut(): void {
    this.#user = null;
    this.#source.limits = this.#strangerLimits;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
    this.#loginTimer = this.#awaitLogin();
  }

  logIn(user: string): void {
    const { limits } = this.setting;
    this.#user = user;
    this.#badCommands = 0;
    this.#source.limits = limits;
    clearTimeout(this.#loginTimer);
    this.#idleTimer = setTimeout(() => this.#expire('You were silent too long.'), limits.idleTime);
  }

  get #strangerLimits(): WireLimits {
    const { limits } = this.setting;
    return { ...limits, literal: limits.literalBeforeLogin };
  }

  #awaitLogin(): NodeJS.Timeout {
    return setTimeout(() => this.#expire('Log in sooner.'), this.setting.limits.loginTime);
  }

  async #begin(): Promise<void> {
    const text = 'The server is ready.';
    if (this.#tls === 'implicit') await this.#startTls(text);
    else await this.#greet(text);
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
    if (next === 'starttls') await this.#startTls('TLS negotiation successful.');
    if (next === 'hang-up') this.#end();
  }

  async #startTls(greeting: string): Promise<void> {
    const { secureContext } = this.setting;
    if (secureContext === null) return;
    const socket = new TLSSocket(this.#source.release(), { isServer: true, secureContext });
    socket.on('error', () => {});
    this.#socket = socket;
    this.#source = new LineSource(socket, this.#strangerLimits);
    const secured = await new Promise<boolean>((resolve) => {
      socket.once('secure', () => resolve(true)).once('close', () => resolve(false));
    });
    if (secured) await this.#greet(greeting);
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
