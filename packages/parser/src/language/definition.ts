/** What a positional argument or the value of a tag must be. One string passes for a list. */
export type ValueType = 'string' | 'string-list' | 'number';

/** What a constant string stands for; `validate/rules` has the check of each kind. */
export type StringKind =
  | 'address'
  | 'address-header'
  | 'address-list'
  | 'annotation'
  | 'capability'
  | 'clock-time'
  | 'comparator'
  | 'content-type'
  | 'date-part'
  | 'deleted-field'
  | 'deliver-mode'
  | 'dsn-notify'
  | 'dsn-return'
  | 'envelope-part'
  | 'environment-item'
  | 'feedback-type'
  | 'flag-list'
  | 'header-field'
  | 'header-name'
  | 'importance'
  | 'mailbox'
  | 'match-key'
  | 'notify-method'
  | 'notify-option'
  | 'program-name'
  | 'relation'
  | 'script-name'
  | 'special-use'
  | 'time-unit'
  | 'timestamp'
  | 'variable-name'
  | 'variable-read'
  | 'weekday'
  | 'zone';

/** A positional argument of a command or test, or the value of a tag. */
export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  readonly kind?: StringKind;
  /** May be left out: filled from the left by what the required ones leave over. */
  readonly optional?: true;
  /** Capability without which this optional argument may not be given. */
  readonly requires?: string;
  /** The string may hold no variable: servers read it before the script runs. */
  readonly constant?: true;
  /** Least value of a number. */
  readonly minimum?: number;
}

/** A tagged argument: `:copy`, `:days 7`. */
export interface TagDefinition {
  /** Lower case, without the colon. */
  readonly name: string;
  readonly value?: Parameter;
  /** Tags of one group exclude one another. A tag in no group excludes only itself. */
  readonly group?: string;
  /** Name of a tag that must be given too, or another of its group. */
  readonly needs?: string;
  /** Capability that the tag needs besides the extension that adds it. */
  readonly requires?: string;
  readonly doc: string;
  readonly rfc: string;
}

/** A modifier of `set`; modifiers of one precedence exclude one another (RFC 5229 section 4.1). */
export interface ModifierDefinition extends TagDefinition {
  readonly precedence: number;
}

/** A sort of tag that extensions add to for all tests that compare strings. */
export type SharedTags = 'match-type' | 'comparator' | 'address-part' | 'modifier';

/** What a command and a test have in common. */
export interface Signature {
  /** Lower case. */
  readonly name: string;
  readonly doc: string;
  readonly rfc: string;
  readonly uses?: readonly SharedTags[];
  readonly tags?: readonly TagDefinition[];
  readonly parameters?: readonly Parameter[];
  /** `one` for a single test, `list` for a test list in parentheses. */
  readonly tests?: 'one' | 'list';
  /** Tag group of which one must be given, such as `:over` or `:under` for `size`. */
  readonly choose?: string;
  /** Capability that it needs besides the extension that adds it. */
  readonly requires?: string;
}

export interface CommandDefinition extends Signature {
  readonly kind: 'control' | 'action';
  /** True where a block in braces ends the command instead of a semicolon. */
  readonly block?: true;
  /** The command must directly follow one of these. */
  readonly after?: readonly string[];
  /** The command must stand in a block of this command, at any depth. */
  readonly inside?: string;
}

export type TestDefinition = Signature;

/** Tags that an extension adds to commands and tests of others. */
export interface Addition {
  readonly commands?: readonly string[];
  readonly tests?: readonly string[];
  readonly tags: readonly TagDefinition[];
}

/** A comparator (RFC 4790) and what it can do. */
export interface ComparatorDefinition {
  readonly name: string;
  /** Works with `:contains` and `:matches`. */
  readonly substring: boolean;
}

/** A part of the envelope for `envelope`, or a namespace of variables. */
export interface NamespaceDefinition {
  readonly name: string;
  /** Whether `set` may assign to a variable in it. */
  readonly writable: boolean;
}

/** All that one capability adds to the language. */
export interface Extension {
  /** Name for `require`; empty for what every script may use. */
  readonly capability: string;
  readonly doc: string;
  readonly rfc: string;
  /** Capabilities that this one brings along. */
  readonly implies?: readonly string[];
  /** Capabilities that must be required beside this one. */
  readonly needs?: readonly string[];
  /** Capabilities that give the same commands another meaning, so that a script has one of them. */
  readonly excludes?: readonly string[];
  /** What to use instead of an extension that was superseded. */
  readonly replacedBy?: string;
  readonly commands?: readonly CommandDefinition[];
  readonly tests?: readonly TestDefinition[];
  readonly additions?: readonly Addition[];
  readonly matchTypes?: readonly TagDefinition[];
  readonly addressParts?: readonly TagDefinition[];
  readonly modifiers?: readonly ModifierDefinition[];
  readonly comparators?: readonly ComparatorDefinition[];
  readonly envelopeParts?: readonly string[];
  readonly namespaces?: readonly NamespaceDefinition[];
}
