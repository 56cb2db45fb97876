import type { Diagnostic, Fix, Severity } from '../diagnostic.ts';
import { any } from '../language/profile/any.ts';
import type { Difference, Profile } from '../language/profile/definition.ts';
import { findExtension } from '../language/registry.ts';
import { requireEdits } from '../language/require.ts';
import { suggest } from '../language/suggest.ts';
import { limits } from '../limits.ts';
import type { Script, StringLiteral } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import type { ValidateCode } from './code.ts';
import { decodeCharacters } from './encoded-character.ts';
import type { Silence } from './silence.ts';

/** What the server can do and how strictly to look. */
export interface ValidateOptions {
  /**
   * The server that the script is for, or its name such as `pigeonhole-0.5`; `any` where absent.
   * A name that there is none of throws a RangeError that lists them.
   */
  readonly profile?: string | Profile;
  /**
   * Capabilities of the server, as its SIEVE capability lists them; absent: those of the profile.
   * What it lists and we do not know is let pass.
   */
  readonly capabilities?: readonly string[];
}

/** The same with the server itself in the place of its name. */
export interface KnownServer extends ValidateOptions {
  readonly profile?: Profile;
}

/** A loop that the place looked at stands in. */
export interface Loop {
  /** Lower-case name of the command, such as `foreverypart`; null where it may be any, misspelt. */
  readonly command: string | null;
  /** Its `:name`, for `break`; null where it has none, undefined where that is not understood. */
  readonly name: string | null | undefined;
}

const variableReference = /\$\{(?:[a-z_]\w*(?:\.(?:[a-z_]\w*|\d+))*|\d+)\}/i;
const builtIn = new Set(['comparator-i;octet', 'comparator-i;ascii-casemap']);

/** What the rules know while the tree is walked, and where they report. */
export class Context {
  readonly script: Script;
  readonly diagnostics: Diagnostic[] = [];
  /** Diagnostics found, those beyond the cap included. */
  count = 0;
  /** Capabilities that may be used from here on. */
  readonly enabled: Set<string> = new Set();
  /** True once an extension is in use whose grammar is not known: it may add anything. */
  lenient = false;
  /** True in code that never runs: there, errors are warnings. */
  dead = false;
  /** The loops around this place, from the outside in. */
  readonly loops: Loop[] = [];
  /** Lower-case names of variables that `set` and the like assigned so far. */
  readonly assigned: Set<string> = new Set();
  /** Lower-case names that `global` declared so far. */
  readonly globals: Set<string> = new Set();
  /** Names of header fields, as written, that were looked at and are fine. */
  readonly fineHeaders: Set<string> = new Set();
  /** Strings may hold variables. */
  variables = false;
  /** Strings may hold characters by number. */
  encoded = false;
  readonly profile: Profile;
  readonly #supported: ReadonlySet<string> | null;
  readonly #optional: ReadonlySet<string>;
  readonly #missing: Set<string> = new Set();

  /** What is known of commands that were looked at before; null: nothing. */
  readonly silence: Silence | null;

  constructor(script: Script, options: KnownServer, silence: Silence | null = null) {
    this.script = script;
    this.silence = silence;
    const { profile = any, capabilities } = options;
    this.profile = profile;
    const supported = capabilities ?? this.profile.capabilities;
    this.#supported = supported === null ? null : new Set(supported);
    this.#optional = new Set(capabilities === undefined ? this.profile.optional : []);
    for (const name of this.profile.implicit ?? []) this.enable(name);
  }

  /** All that commands add to for those after them; nothing is ever taken away. */
  get gathered(): readonly ReadonlySet<string>[] {
    return [this.enabled, this.#missing, this.assigned, this.globals];
  }

  error(code: ValidateCode, at: Range, message: string, ...fixes: Fix[]): void {
    this.#report(code, this.dead ? 'warning' : 'error', at, message, fixes);
  }

  warn(code: ValidateCode, at: Range, message: string, ...fixes: Fix[]): void {
    this.#report(code, 'warning', at, message, fixes);
  }

  note(code: ValidateCode, at: Range, message: string): void {
    this.#report(code, 'note', at, message, []);
  }

  /** Whether the server has it, as far as is known, or its administrator can switch it on. */
  isSupported(capability: string): boolean {
    if (builtIn.has(capability) || this.isOptional(capability)) return true;
    if (this.#supported === null) return findExtension(capability) !== undefined;
    return this.#supported.has(capability);
  }

  /** Whether the server has it once its administrator has switched it on. */
  isOptional(capability: string): boolean {
    return this.#optional.has(capability);
  }

  /** Whether the server parts from the standards in this. */
  differs(difference: Difference): boolean {
    return this.profile.differences.includes(difference);
  }

  /** Reports that the server will refuse the script for `what`, if it lacks `feature`. */
  refuse(feature: string, at: Range, what: string): void {
    if (!this.profile.lacks.includes(feature)) return;
    this.error(
      'not-on-server',
      at,
      `This will not load on ${this.profile.title}, because it has no ${what}. Remove it.`,
    );
  }

  /** Allows a capability, and those that it brings along, from here on. */
  enable(capability: string): void {
    if (this.enabled.has(capability)) return;
    this.enabled.add(capability);
    const extension = findExtension(capability);
    if (extension === undefined) this.lenient = true;
    for (const implied of extension?.implies ?? []) this.enable(implied);
    if (capability === 'variables') this.variables = true;
    if (capability === 'encoded-character') this.encoded = true;
  }

  /** Whether one of these capabilities is not in force. */
  lacks(capabilities: readonly string[]): boolean {
    for (const capability of capabilities) if (!this.enabled.has(capability)) return true;
    return false;
  }

  /** The candidate that a misspelt name probably means; null too once no more is reported. */
  suggest(name: string, candidates: () => Iterable<string>): string | null {
    return this.diagnostics.length < limits.diagnostics ? suggest(name, candidates()) : null;
  }

  /** Reports, once for each capability, that `what` needs one that is not required. */
  need(capabilities: readonly string[], at: Range, what: string): void {
    for (const capability of capabilities) {
      if (this.enabled.has(capability) || this.#missing.has(capability)) continue;
      if (!this.dead) this.#missing.add(capability);
      this.error(
        'missing-require',
        at,
        `${what} needs the extension "${capability}", which the script does not require. ` +
          `Add "${capability}" to require at the top.`,
        {
          title: `Add "${capability}" to require`,
          edits: requireEdits(this.script, [capability]),
        },
      );
    }
  }

  /** Whether the string is the same whenever the script runs: no variable in it. */
  isConstant(literal: StringLiteral): boolean {
    return (
      !this.variables ||
      !literal.value.includes('${') ||
      !variableReference.test(this.value(literal))
    );
  }

  /** What the server sees: escapes and encoded characters undone. */
  value(literal: StringLiteral): string {
    return this.encoded && literal.value.includes('${')
      ? decodeCharacters(literal.value)
      : literal.value;
  }

  /** The source text of a range. */
  source(at: Range): string {
    return this.script.text.slice(at.from, at.to);
  }

  #report(code: ValidateCode, severity: Severity, at: Range, message: string, fixes: Fix[]): void {
    // Code that ihave guards may be written for a server that knows more.
    if (this.dead && this.enabled.has('ihave')) return;
    this.count++;
    if (this.diagnostics.length >= limits.diagnostics) return;
    const base = { code, severity, message, from: at.from, to: at.to };
    this.diagnostics.push(fixes.length === 0 ? base : { ...base, fixes });
  }
}

/** A fix of one replacement. */
export function replace(title: string, at: Range, insert: string): Fix {
  return { title, edits: [{ from: at.from, to: at.to, insert }] };
}

/** Ends a message with the name that was probably meant. */
export function didYouMean(suggestion: string | null, otherwise: string): string {
  return suggestion === null ? otherwise : `Did you mean ${suggestion}?`;
}
