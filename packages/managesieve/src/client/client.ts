import type { Socket } from 'node:net';
import { isManageSieveError, ManageSieveError } from '../error.ts';
import type { ClientLimits } from '../limits.ts';
import type { Capabilities } from '../protocol/capability.ts';
import { chooseMechanism } from '../sasl/choose.ts';
import type { ChannelBinding, Credentials, Mechanism } from '../sasl/mechanism.ts';
import type { ScriptEntry } from '../wire/read-script-entry.ts';
import { type BindingSource, listChannelBindings } from './channel-binding.ts';
import { Authentication } from './command/authenticate.ts';
import { capability } from './command/capability.ts';
import { checkScript } from './command/check-script.ts';
import { deleteScript } from './command/delete-script.ts';
import { getScript } from './command/get-script.ts';
import { haveSpace } from './command/have-space.ts';
import type { Judgement } from './command/judgement.ts';
import { listScripts } from './command/list-scripts.ts';
import { logout } from './command/logout.ts';
import { noop } from './command/noop.ts';
import { putScript } from './command/put-script.ts';
import { renameScript } from './command/rename-script.ts';
import { setActive } from './command/set-active.ts';
import { unauthenticate } from './command/unauthenticate.ts';
import type { Exchange } from './exchange.ts';
import type { Standing } from './fresh-capabilities.ts';
import { chooseNameForm, type NameForm } from './name-form.ts';
import type { CallOptions, LoginOptions } from './option.ts';
import type { Pipeline } from './pipeline.ts';
import type { ConnectionSecurity } from './security.ts';
import type { Trace } from './trace.ts';

/** What `connect` made. */
export interface Session {
  readonly pipeline: Pipeline;
  readonly socket: Socket;
  readonly capabilities: Capabilities;
  readonly capabilitiesBeforeTls: Capabilities | null;
  readonly security: ConnectionSecurity;
  readonly limits: ClientLimits;
  readonly trace: Trace | null;
  readonly host: string;
  readonly port: number;
  readonly mayShowPassword: boolean;
  /** Whether the client has a certificate of its own to show. */
  readonly certificate: boolean;
}

/**
 * A connection to a ManageSieve server (RFC 5804), made by `connect`.
 *
 * Commands may be called without waiting for one another: they are sent at once and answered in
 * order. All reject with a `ManageSieveError`: `no` when the server refuses, `invalid-name` for a
 * name that cannot be sent, `bye`, `closed`, `timeout`, `protocol` or `limit` when the connection
 * is gone, `aborted`.
 */
export class Client {
  readonly #session: Session;
  #names: NameForm;
  #capabilities: Capabilities;

  /** For `connect`. */
  constructor(session: Session) {
    this.#session = session;
    this.#capabilities = session.capabilities;
    this.#names = chooseNameForm(session.capabilities.implementation);
  }

  /** What the server last said it can do; read anew after TLS, and after login by default. */
  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  /** What it said before TLS, where anybody could have changed it; `null` with implicit TLS. */
  get capabilitiesBeforeTls(): Capabilities | null {
    return this.#session.capabilitiesBeforeTls;
  }

  /** How the connection is protected, and the server's certificate. */
  get security(): ConnectionSecurity {
    return this.#session.security;
  }

  /** Whether the connection stands. */
  get open(): boolean {
    return this.#session.pipeline.open;
  }

  /**
   * Logs in (2.1), by the strongest mechanism that both sides have: EXTERNAL with a certificate,
   * OAUTHBEARER or XOAUTH2 with a token, SCRAM with channel binding and without, PLAIN, LOGIN.
   * CRAM-MD5 and DIGEST-MD5 are used only when the credentials name them.
   *
   * To work on somebody else's scripts, name them by `authzid`, or where Dovecot has a master user
   * by the username `alice*admin`.
   *
   * @throws ManageSieveError `auth` when the login is refused, no mechanism fits or the server does
   *   not prove what it must; `insecure` when the password would go over an unprotected connection
   */
  async authenticate(credentials: Credentials, options: LoginOptions = {}): Promise<void> {
    const { socket, certificate, mayShowPassword, trace } = this.#session;
    const bindings = listChannelBindings(socket, this.#capabilities.implementation);
    const mechanism = chooseMechanism(credentials, {
      offered: this.#capabilities.sasl,
      mayShowPassword,
      certificate,
      bindable: bindings.length > 0,
    });
    trace?.hide(credentials.password, credentials.token);
    const attempt = (binding: ChannelBinding | null): Authentication =>
      this.#prepareLogin(mechanism, credentials, binding, options);
    await this.#logIn(attempt, bindings, options);
  }

  /**
   * Goes back to before the login, so that another user may log in (2.14.1). Servers that can do
   * that list the capability UNAUTHENTICATE.
   */
  async unauthenticate(options?: CallOptions): Promise<void> {
    await this.#run(unauthenticate(), options);
    this.#enter({ capabilities: this.#session.capabilities, echoes: false });
  }

  /** Asks for the capabilities (2.4). */
  async capability(options?: CallOptions): Promise<Capabilities> {
    this.#capabilities = await this.#run(capability(this.#session.limits), options);
    return this.#capabilities;
  }

  /** All scripts in the server's order, and which of them is active (2.7). */
  async listScripts(options?: CallOptions): Promise<ScriptEntry[]> {
    return this.#names.read(await this.#run(listScripts(this.#session.limits), options));
  }

  /** A script's octets, unchanged (2.9). */
  async getScript(name: string, options?: CallOptions): Promise<Uint8Array> {
    return await this.#run(getScript(this.#names.find(name)), options);
  }

  /**
   * Stores a script, replacing one of that name (2.6). `parseServerErrors` reads the `text` of a
   * refusal, and the warnings.
   */
  async putScript(name: string, script: Uint8Array, options?: CallOptions): Promise<Judgement> {
    this.#measure(script);
    return await this.#run(putScript(this.#names.store(name), script), options);
  }

  /** Has a script checked and not stored (2.12). */
  async checkScript(script: Uint8Array, options?: CallOptions): Promise<Judgement> {
    this.#measure(script);
    return await this.#run(checkScript(script), options);
  }

  /** Makes a script the one that filters; with the empty name, none (2.8). */
  async setActive(name: string, options?: CallOptions): Promise<void> {
    await this.#run(setActive(this.#names.find(name)), options);
  }

  /** Deletes a script that is not active (2.10). */
  async deleteScript(name: string, options?: CallOptions): Promise<void> {
    await this.#run(deleteScript(this.#names.find(name)), options);
  }

  /** Renames a script; the active one stays active (2.11). */
  async renameScript(from: string, to: string, options?: CallOptions): Promise<void> {
    await this.#run(renameScript(this.#names.find(from), this.#names.store(to)), options);
  }

  /** Whether a script of so many octets could be stored (2.5); rejects with `no` if not. */
  async haveSpace(name: string, size: number, options?: CallOptions): Promise<void> {
    await this.#run(haveSpace(this.#names.store(name), size), options);
  }

  /** Does nothing (2.13); gives the tag that the server sent back, if it did. */
  async noop(tag?: string, options?: CallOptions): Promise<string | null> {
    return await this.#run(noop(tag), options);
  }

  /**
   * Ends the session when all commands are answered (2.3). Never fails: it is over either way, at
   * once when the signal fires.
   */
  async logout(options: CallOptions = {}): Promise<void> {
    await this.#run(logout(), options).catch(() => {});
    if (options.signal?.aborted) this.close();
    else this.#session.pipeline.end();
  }

  /** Breaks the connection at once. */
  close(): void {
    this.#session.pipeline.fail(
      new ManageSieveError('closed', 'The connection was closed by its user.'),
    );
  }

  async #run<T>(exchange: Exchange<T>, options: CallOptions = {}): Promise<T> {
    return await this.#session.pipeline.run(exchange, options.signal);
  }

  /** Takes its place among the commands before it returns. */
  async #logIn(
    prepare: (binding: ChannelBinding | null) => Authentication,
    [source, ...others]: BindingSource[],
    options?: CallOptions,
  ): Promise<void> {
    const found = source?.() ?? null;
    const login = prepare(found instanceof Promise ? await found : found);
    try {
      this.#enter(await this.#run(login, options));
    } catch (error) {
      // Refused before the password played a part: the server may know another binding.
      const again = login.bound && !login.challenged && isRefusal(error);
      if (!again || others.length === 0) throw error;
      await this.#logIn(prepare, others, options);
    }
  }

  #prepareLogin(
    mechanism: Mechanism,
    credentials: Credentials,
    binding: ChannelBinding | null,
    { refresh = true }: LoginOptions,
  ): Authentication {
    const { host, port, limits } = this.#session;
    const capabilities = this.#capabilities;
    const context = { host, port, binding, offered: capabilities.sasl, limits };
    return new Authentication(mechanism, credentials, context, limits, { capabilities, refresh });
  }

  #enter({ capabilities, echoes }: Standing): void {
    this.#capabilities = capabilities;
    // What was known of one user's names says nothing of another's.
    this.#names = chooseNameForm(capabilities.implementation);
    this.#session.pipeline.echoes = echoes;
  }

  #measure(script: Uint8Array): void {
    if (script.length <= this.#session.limits.literal) return;
    throw new ManageSieveError(
      'limit',
      `A script of ${script.length} octets is larger than ${this.#session.limits.literal}.`,
    );
  }
}

function isRefusal(error: unknown): boolean {
  return isManageSieveError(error) && error.code === 'auth' && error.status === 'NO';
}
