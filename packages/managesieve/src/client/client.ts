import { ManageSieveError } from '../error.ts';
import type { ClientLimits } from '../limits.ts';
import type { Capabilities } from '../protocol/capability.ts';
import type { Credentials, Mechanism } from '../sasl/mechanism.ts';
import { plain } from '../sasl/plain.ts';
import type { ScriptEntry } from '../wire/read-script-entry.ts';
import { authenticate } from './command/authenticate.ts';
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
import type { Exchange } from './exchange.ts';
import type { CallOptions } from './option.ts';
import type { Pipeline } from './pipeline.ts';

/** In order of preference. */
const mechanisms: readonly Mechanism[] = [plain];

/**
 * A connection to a ManageSieve server (RFC 5804), made by `connect`.
 *
 * Commands may be called without waiting for one another: they are sent at once and answered in
 * order. All reject with a `ManageSieveError`: `no` when the server refuses, `invalid-name` for a
 * name that cannot be sent, `bye`, `closed`, `timeout`, `protocol` or `limit` when the connection
 * is gone, `aborted`.
 */
export class Client {
  readonly #pipeline: Pipeline;
  readonly #limits: ClientLimits;
  readonly #mayLogIn: boolean;
  #capabilities: Capabilities;

  /** For `connect`. */
  constructor(
    pipeline: Pipeline,
    capabilities: Capabilities,
    limits: ClientLimits,
    mayLogIn: boolean,
  ) {
    this.#pipeline = pipeline;
    this.#capabilities = capabilities;
    this.#limits = limits;
    this.#mayLogIn = mayLogIn;
  }

  /** What the server last said it can do; read anew after TLS and after login. */
  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  /** Whether the connection stands. */
  get open(): boolean {
    return this.#pipeline.open;
  }

  /**
   * Logs in (2.1).
   *
   * @throws ManageSieveError `auth` when the login is refused or no mechanism fits, `insecure` when
   *   the password would go over an unprotected connection
   */
  async authenticate(credentials: Credentials, options?: CallOptions): Promise<void> {
    const mechanism = this.#chooseMechanism();
    if (mechanism.plaintext && !this.#mayLogIn) {
      throw new ManageSieveError(
        'insecure',
        'The connection has no TLS, so the password was not sent. Connect with TLS, or allow it by allowPlaintextPassword.',
      );
    }
    const exchange = authenticate(mechanism, credentials, this.#limits);
    this.#capabilities = await this.#run(exchange, options);
  }

  /** Asks for the capabilities (2.4). */
  async capability(options?: CallOptions): Promise<Capabilities> {
    this.#capabilities = await this.#run(capability(this.#limits), options);
    return this.#capabilities;
  }

  /** All scripts in the server's order, and which of them is active (2.7). */
  async listScripts(options?: CallOptions): Promise<ScriptEntry[]> {
    return await this.#run(listScripts(this.#limits), options);
  }

  /** A script's octets, unchanged (2.9). */
  async getScript(name: string, options?: CallOptions): Promise<Uint8Array> {
    return await this.#run(getScript(name), options);
  }

  /**
   * Stores a script, replacing one of that name (2.6). `parseServerErrors` reads the `text` of a
   * refusal, and the warnings.
   */
  async putScript(name: string, script: Uint8Array, options?: CallOptions): Promise<Judgement> {
    this.#measure(script);
    return await this.#run(putScript(name, script), options);
  }

  /** Has a script checked and not stored (2.12). */
  async checkScript(script: Uint8Array, options?: CallOptions): Promise<Judgement> {
    this.#measure(script);
    return await this.#run(checkScript(script), options);
  }

  /** Makes a script the one that filters; with the empty name, none (2.8). */
  async setActive(name: string, options?: CallOptions): Promise<void> {
    await this.#run(setActive(name), options);
  }

  /** Deletes a script that is not active (2.10). */
  async deleteScript(name: string, options?: CallOptions): Promise<void> {
    await this.#run(deleteScript(name), options);
  }

  /** Renames a script; the active one stays active (2.11). */
  async renameScript(from: string, to: string, options?: CallOptions): Promise<void> {
    await this.#run(renameScript(from, to), options);
  }

  /** Whether a script of so many octets could be stored (2.5); rejects with `no` if not. */
  async haveSpace(name: string, size: number, options?: CallOptions): Promise<void> {
    await this.#run(haveSpace(name, size), options);
  }

  /** Does nothing (2.13); gives the tag that the server sent back, if it did. */
  async noop(tag?: string, options?: CallOptions): Promise<string | null> {
    return await this.#run(noop(tag), options);
  }

  /** Ends the session when all commands are answered (2.3). Never fails: it is over either way. */
  async logout(): Promise<void> {
    await this.#pipeline.run(logout()).catch(() => {});
    this.#pipeline.end();
  }

  /** Breaks the connection at once. */
  close(): void {
    this.#pipeline.fail(new ManageSieveError('closed', 'The connection was closed by its user.'));
  }

  async #run<T>(exchange: Exchange<T>, options: CallOptions = {}): Promise<T> {
    return await this.#pipeline.run(exchange, options.signal);
  }

  #chooseMechanism(): Mechanism {
    const offered = this.#capabilities.sasl;
    const chosen = mechanisms.find(({ name }) => offered.includes(name));
    if (chosen !== undefined) return chosen;
    const list = offered.length === 0 ? 'none' : offered.join(', ');
    const known = mechanisms.map(({ name }) => name).join(', ');
    throw new ManageSieveError(
      'auth',
      `The server offers no way to log in that is known here (${known}); it offers: ${list}.`,
    );
  }

  #measure(script: Uint8Array): void {
    if (script.length <= this.#limits.literal) return;
    throw new ManageSieveError(
      'limit',
      `A script of ${script.length} octets is larger than ${this.#limits.literal}.`,
    );
  }
}
