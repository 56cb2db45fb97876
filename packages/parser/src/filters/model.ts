/** A rule that the form can show: headers compared with values, and a mailbox to file into. */
export interface Rule {
  /** `anyof`: one condition must hold; `allof`: each must. */
  readonly join: 'anyof' | 'allof';
  /** At least one. */
  readonly conditions: readonly Condition[];
  readonly mailbox: string;
  /** Whether the mailbox is made where it does not exist (RFC 5490 `:create`). */
  readonly create: boolean;
  /** Whether no later rule is tried. */
  readonly stop: boolean;
}

/** One header compared with one value (RFC 5228 section 5.7). */
export interface Condition {
  /** Name of the header, without a colon. */
  readonly header: string;
  /** In `matches` alone, `*` and `?` stand for other characters. */
  readonly match: 'contains' | 'is' | 'matches';
  /** Whether the condition holds where the comparison does not. */
  readonly not: boolean;
  readonly value: string;
}

/** What a webmail user calls a rule: a part of a script. Offsets are UTF-16 units from 0. */
export type Filter = FormFilter | CodeFilter;

/** A filter that a form can show and change. */
export interface FormFilter {
  readonly kind: 'form';
  /** From its `# rule:[name]` line; empty where it has none. */
  readonly name: string;
  readonly enabled: boolean;
  /** Start of the filter, its name line included. */
  readonly from: number;
  readonly to: number;
  readonly rule: Rule;
}

/** A filter that is shown as code, because the form would lose something of it. */
export interface CodeFilter {
  readonly kind: 'code';
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What is written as a filter. */
export interface FilterEntry {
  /** See `checkFilterName` for what a name may hold; empty writes no name line. */
  readonly name: string;
  readonly rule: Rule;
  /** Where absent: true for a new filter, and as it was for a replaced one. */
  readonly enabled?: boolean;
}

/** An automatic reply (RFC 5230), for as long as it runs. */
export interface Vacation {
  readonly enabled: boolean;
  /** Empty: the server chooses one. */
  readonly subject: string;
  /** Lines end in LF. */
  readonly message: string;
  /** Days before the same sender gets another reply; 1 or more. */
  readonly days: number;
  /** Further addresses of the user to which mail is answered. */
  readonly addresses: readonly string[];
  /** First and last day, `YYYY-MM-DD`, both included. */
  readonly start?: string;
  readonly end?: string;
  /** Offset from UTC in which the days are counted, such as `+0200`. */
  readonly zone: string;
}

/** A reply that the form would not show in full, so that it must not write over it. */
export interface UnsupportedVacation {
  readonly unsupported: true;
  readonly from: number;
  readonly to: number;
}
