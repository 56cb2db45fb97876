/**
 * What a rule does, as a form shows it. All strings are data: what a server would put in place of
 * `${…}` or an escape is no part of them.
 */
export interface FilterForm {
  /** Whether its first branch goes on with the rule before it (`elsif`, `else`). */
  readonly continues: boolean;
  /** One that is taken, from the first; at least one. */
  readonly branches: readonly FilterBranch[];
}

export interface FilterBranch {
  /** Null: always; after another branch, where none of them was taken (`else`). */
  readonly test: FilterTest | null;
  readonly actions: readonly FilterAction[];
}

/** A condition. `not`: it holds where the comparison does not. */
export type FilterTest =
  | GroupTest
  | ConstantTest
  | HeaderTest
  | AddressTest
  | EnvelopeTest
  | SizeTest
  | BodyTest
  | DateTest
  | CurrentDateTest
  | ExistsTest
  | FlagTest
  | DuplicateTest
  | SpamTest
  | VirusTest
  | MailboxTest
  | SpecialUseTest
  | CodeTest;

interface Negatable {
  readonly not: boolean;
}

/** How a text is compared with keys (RFC 5228 section 2.7); any of the keys must match. */
export interface Comparison {
  /** In `matches` alone, `*` and `?` stand for other characters. */
  readonly match: 'is' | 'contains' | 'matches' | 'regex' | 'list' | 'value' | 'count';
  /** Of `value` and `count` (RFC 5231), and given with these alone. */
  readonly relation?: 'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne';
  /** Such as `i;octet`; absent: `i;ascii-casemap`. */
  readonly comparator?: string;
}

/** One field of several with the same name, from 1 (RFC 5260 section 6). */
export interface FieldIndex {
  readonly index?: number;
  /** Counted from the last one. */
  readonly last?: boolean;
}

export type AddressPart = 'all' | 'localpart' | 'domain' | 'user' | 'detail';

/** Any or all of some conditions; at least one. */
export interface GroupTest extends Negatable {
  readonly type: 'anyof' | 'allof';
  readonly tests: readonly FilterTest[];
}

export interface ConstantTest extends Negatable {
  readonly type: 'true' | 'false';
}

export interface HeaderTest extends Negatable, Comparison, FieldIndex {
  readonly type: 'header';
  readonly headers: readonly string[];
  readonly keys: readonly string[];
}

export interface AddressTest extends Negatable, Comparison, FieldIndex {
  readonly type: 'address';
  readonly part: AddressPart;
  readonly headers: readonly string[];
  readonly keys: readonly string[];
}

export interface EnvelopeTest extends Negatable, Comparison {
  readonly type: 'envelope';
  readonly part: AddressPart;
  /** `from`, `to`, and what extensions add. */
  readonly fields: readonly string[];
  readonly keys: readonly string[];
}

export interface SizeTest extends Negatable {
  readonly type: 'size';
  readonly relation: 'over' | 'under';
  readonly bytes: number;
}

/** RFC 5173. */
export interface BodyTest extends Negatable, Comparison {
  readonly type: 'body';
  readonly transform: 'text' | 'raw' | 'content';
  /** With `content` alone: MIME types. */
  readonly contentTypes?: readonly string[];
  readonly keys: readonly string[];
}

/** The date in a header (RFC 5260 section 4); `datePart` is `date`, `weekday`, `hour` and so on. */
export interface DateTest extends Negatable, Comparison, FieldIndex {
  readonly type: 'date';
  readonly header: string;
  readonly datePart: string;
  /** Offset from UTC such as `+0200`; absent: that of the server. */
  readonly zone?: string;
  /** In the zone that the header names. */
  readonly originalZone?: boolean;
  readonly keys: readonly string[];
}

/** The date at which the script runs. */
export interface CurrentDateTest extends Negatable, Comparison {
  readonly type: 'currentdate';
  readonly datePart: string;
  readonly zone?: string;
  readonly keys: readonly string[];
}

/** Whether all these headers are there. */
export interface ExistsTest extends Negatable {
  readonly type: 'exists';
  readonly headers: readonly string[];
}

/** RFC 5232 section 4. */
export interface FlagTest extends Negatable, Comparison {
  readonly type: 'hasflag';
  readonly flags: readonly string[];
}

/** RFC 7352: whether this was seen before. */
export interface DuplicateTest extends Negatable {
  readonly type: 'duplicate';
  readonly handle?: string;
  readonly header?: string;
  readonly uniqueId?: string;
  readonly seconds?: number;
  readonly last?: boolean;
}

/** RFC 5235: 0 not tested, 1 no spam to 10 spam; of 100 where `percent`. */
export interface SpamTest extends Negatable, Comparison {
  readonly type: 'spamtest';
  readonly percent?: boolean;
  readonly value: string;
}

export interface VirusTest extends Negatable, Comparison {
  readonly type: 'virustest';
  readonly value: string;
}

/** Whether all these mailboxes are there (RFC 5490). */
export interface MailboxTest extends Negatable {
  readonly type: 'mailboxexists';
  readonly mailboxes: readonly string[];
}

/** Whether there are mailboxes for all these uses (RFC 8579), such as `\\Junk`. */
export interface SpecialUseTest extends Negatable {
  readonly type: 'specialuse_exists';
  readonly uses: readonly string[];
}

/** A condition with variables: shown as its code, left as it is, moved or removed. */
export interface CodeTest extends Negatable {
  readonly type: 'code';
  readonly code: string;
}

export type FilterAction =
  | FileAction
  | RedirectAction
  | PlainAction
  | KeepAction
  | RejectAction
  | FlagAction
  | ReplyAction
  | NotifyAction
  | AddHeaderAction
  | DeleteHeaderAction
  | IncludeAction
  | CodeAction;

export interface FileAction {
  readonly type: 'fileinto';
  readonly mailbox: string;
  /** Files a copy, so that the message is kept too where nothing else is done (RFC 3894). */
  readonly copy?: boolean;
  /** Makes the mailbox where it does not exist (RFC 5490). */
  readonly create?: boolean;
  /** Another mailbox of this use is taken where there is one (RFC 8579), such as `\\Archive`. */
  readonly specialUse?: string;
  /** RFC 5232. */
  readonly flags?: readonly string[];
}

export interface RedirectAction {
  readonly type: 'redirect';
  readonly copy?: boolean;
  readonly address: string;
}

export interface PlainAction {
  readonly type: 'discard' | 'stop';
}

export interface KeepAction {
  readonly type: 'keep';
  readonly flags?: readonly string[];
}

/** RFC 5429. */
export interface RejectAction {
  readonly type: 'reject' | 'ereject';
  readonly reason: string;
}

export interface FlagAction {
  readonly type: 'setflag' | 'addflag' | 'removeflag';
  readonly flags: readonly string[];
}

/** An automatic reply (RFC 5230). */
export interface ReplyAction {
  readonly type: 'vacation';
  readonly days?: number;
  /** In place of `days` (RFC 6131). */
  readonly seconds?: number;
  readonly subject?: string;
  readonly from?: string;
  readonly addresses?: readonly string[];
  /** Whether `reason` holds MIME headers. */
  readonly mime?: boolean;
  readonly handle?: string;
  /** The mailbox for a copy of the reply (RFC 8580). */
  readonly fcc?: string;
  readonly create?: boolean;
  readonly flags?: readonly string[];
  readonly reason: string;
}

/** RFC 5435. */
export interface NotifyAction {
  readonly type: 'notify';
  readonly from?: string;
  /** `1` urgent, `2` normal, `3` low. */
  readonly importance?: string;
  readonly options?: readonly string[];
  readonly message?: string;
  /** A URI, such as `mailto:a@example.org`. */
  readonly method: string;
}

/** RFC 5293. */
export interface AddHeaderAction {
  readonly type: 'addheader';
  readonly last?: boolean;
  readonly name: string;
  readonly value: string;
}

export interface DeleteHeaderAction extends Partial<Comparison>, FieldIndex {
  readonly type: 'deleteheader';
  readonly name: string;
  /** Those fields alone whose value is one of these. */
  readonly values?: readonly string[];
}

/** RFC 6609. */
export interface IncludeAction {
  readonly type: 'include';
  readonly location?: 'personal' | 'global';
  readonly once?: boolean;
  readonly optional?: boolean;
  readonly script: string;
}

/** A command with variables: shown as its code, left as it is, moved or removed. */
export interface CodeAction {
  readonly type: 'code';
  readonly code: string;
}
