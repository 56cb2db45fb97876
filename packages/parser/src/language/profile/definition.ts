/** How large things may be on a server. Lengths are in bytes unless the name says otherwise. */
export interface ProfileLimits {
  /** Blocks inside one another, and tests inside one another. */
  readonly nesting?: number;
  /** Arguments of one command or test, tags included. */
  readonly arguments?: number;
  /** Length of a name of a command, test or tag. */
  readonly identifierLength?: number;
  readonly stringLength?: number;
  readonly scriptLength?: number;
  /** Highest match variable, as in `${32}`; one beyond is an error there. */
  readonly matchVariables?: number;
  readonly variableNameLength?: number;
  readonly variableValueLength?: number;
  /** Largest number, K, M and G multiplied in. */
  readonly number?: number;
  /** Loops of `foreverypart` inside one another. */
  readonly loopDepth?: number;
  /** Scripts that include one another, and all that are included. */
  readonly includeDepth?: number;
  readonly includes?: number;
  /** Actions and redirects of one run. */
  readonly actions?: number;
  readonly redirects?: number;
}

/**
 * Where a server parts from the standards:
 * - `any-zone`: takes any text for a time zone, and ignores one that is no offset (RFC 5260 section 4.1)
 * - `any-notify-method`: takes any text for the method and the options of `notify` (RFC 5435 section 3.2)
 * - `case-sensitive`: takes commands, tests, tags and comparators in small letters only (RFC 5228 section
 *   2.9)
 * - `checks-all-code`: looks for errors in code that never runs too, unless `ihave` is what guards it
 * - `count-needs-numeric`: `:count` works with the comparator i;ascii-numeric alone
 * - `no-byte-order-mark`: refuses a script that starts with one
 * - `no-draft-beside-standard`: refuses an extension of a draft beside the one that replaced it
 * - `perl-regex`: its regular expressions are those of Perl, without references back
 * - `plain-variables`: sets no variable of a namespace, reads those of any, and takes names of any length
 *   (RFC 5229 section 3)
 * - `repeated-anychild`: takes `:anychild` twice (RFC 5228 section 2.6.2: once)
 * - `single-vacation-from`: `:from` of vacation takes one address (RFC 5230 section 4.3: a list)
 * - `spare-flag-argument`: the flag actions take an argument too many (RFC 5232 section 3.1)
 * - `strict-addresses`: a dot at the start or the end of a word, and `<name@example.org>` with no name
 *   before it, are errors (RFC 5322 section 3.4)
 * - `strict-names`: a date part that no date has, and for `header`, `date` and `duplicate` a name that no field can have, are
 *   errors (RFC 5228 section 2.4.2.2: the test is false)
 * - `variable-in-ihave`: `ihave` takes variables (RFC 5463 section 4: none)
 */
export type Difference =
  | 'any-notify-method'
  | 'any-zone'
  | 'case-sensitive'
  | 'checks-all-code'
  | 'count-needs-numeric'
  | 'no-byte-order-mark'
  | 'no-draft-beside-standard'
  | 'perl-regex'
  | 'plain-variables'
  | 'repeated-anychild'
  | 'single-vacation-from'
  | 'spare-flag-argument'
  | 'strict-addresses'
  | 'strict-names'
  | 'variable-in-ihave';

/** What a server supports. */
export interface Profile {
  /** Where all of this is known from. */
  readonly source: string;
  /** As `--profile` takes it, such as `pigeonhole-0.5`. */
  readonly name: string;
  /** What people call the server. */
  readonly title: string;
  /** Capabilities that scripts may require at once; null for all that are known. */
  readonly capabilities: readonly string[] | null;
  /** Capabilities that the administrator can switch on. */
  readonly optional: readonly string[];
  /** What it takes to switch them on, where that is more than a setting that lists extensions. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** Capabilities that need no `require` there. */
  readonly implicit?: readonly string[];
  /**
   * What the server lacks of the capabilities that it has: a command as `global`, a tag as
   * `set :quoteregex`, a part of the envelope as `envelope "auth"`.
   */
  readonly lacks: readonly string[];
  /** Header fields that the test `address` looks into, in small letters; absent for those usual. */
  readonly addressHeaders?: readonly string[];
  /** Methods of `notify`; absent where it is not known. */
  readonly notifyMethods?: readonly string[];
  readonly limits: ProfileLimits;
  readonly differences: readonly Difference[];
}
