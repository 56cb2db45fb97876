import { cutUtf8 } from '../message/octets.ts';
import { RunError } from './run-error.ts';
import { defaultSettings, type ServerSettings } from './setting.ts';

/** The variables of a run: each included script has its own, beside those that all share. */
export class Variables {
  settings: ServerSettings = defaultSettings;
  readonly #shared = new Map<string, string>();
  #own = new Map<string, string>();
  #declared = new Set<string>();

  /** The value of a variable by its lower-case name, empty where it was never set. */
  get(lower: string): string {
    if (lower.startsWith('global.')) return this.#shared.get(lower.slice('global.'.length)) ?? '';
    return (this.#declared.has(lower) ? this.#shared : this.#own).get(lower) ?? '';
  }

  /**
   * Sets a variable, cut off at the size that the server allows.
   *
   * @throws {RunError} where there are more than the server allows
   */
  set(lower: string, value: string): void {
    const global = lower.startsWith('global.');
    const name = global ? lower.slice('global.'.length) : lower;
    const map = global || this.#declared.has(lower) ? this.#shared : this.#own;
    if (!map.has(name) && map.size >= this.settings.variables) {
      throw new RunError(`The script sets more than ${this.settings.variables} variables.`);
    }
    map.set(name, cutUtf8(value, this.settings.variableSize));
  }

  /** From here on the script means the shared variable by this name (RFC 6609 section 3.4). */
  declareGlobal(lower: string): void {
    this.#declared.add(lower);
  }

  /** Runs an included script, which sees no variables but the shared ones. */
  within<Result>(include: () => Result): Result {
    const [own, declared] = [this.#own, this.#declared];
    this.#own = new Map();
    this.#declared = new Set();
    try {
      return include();
    } finally {
      this.#own = own;
      this.#declared = declared;
    }
  }
}
