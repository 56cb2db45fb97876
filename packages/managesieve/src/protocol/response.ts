/** How a command ended (RFC 5804, 1.2). */
export type Status = 'OK' | 'NO' | 'BYE';

/** The response codes of RFC 5804, 1.3, that a server of ours gives. */
export type KnownResponseCode =
  | 'AUTH-TOO-WEAK'
  | 'ENCRYPT-NEEDED'
  | 'QUOTA/MAXSCRIPTS'
  | 'QUOTA/MAXSIZE'
  | 'REFERRAL'
  | 'SASL'
  | 'TRANSITION-NEEDED'
  | 'TRYLATER'
  | 'ACTIVE'
  | 'NONEXISTENT'
  | 'ALREADYEXISTS'
  | 'WARNINGS'
  | 'TAG';

/** What stands in brackets after the status. */
export interface ResponseCode {
  /** In upper case; levels of detail are parted by a solidus, as in `QUOTA/MAXSIZE`. */
  readonly name: string;
  /** Atoms and strings; those of nested lists stand in a row with the others. */
  readonly args: readonly string[];
}

/** The line that ends what a server says to a command. */
export interface Response {
  readonly status: Status;
  readonly code?: ResponseCode;
  /** For people. */
  readonly text?: string;
}

/** Reads `OK`, `NO` or `BYE` in any case. */
export function toStatus(atom: string): Status | undefined {
  const upper = atom.toUpperCase();
  return upper === 'OK' || upper === 'NO' || upper === 'BYE' ? upper : undefined;
}

/**
 * Whether a response code says this or something more detailed: `QUOTA/MAXSIZE` is a `QUOTA`
 * (RFC 5804, 1.3).
 */
export function isResponseCode(code: ResponseCode | undefined, name: string): boolean {
  return code !== undefined && (code.name === name || code.name.startsWith(`${name}/`));
}
