import type { ProgramAnswer, ProgramCall } from './program-call.ts';
import type { ServerSettings } from './setting.ts';
import type { Tally } from './tally.ts';

/** The envelope of a message (RFC 5321). */
export interface Envelope {
  /** Address of MAIL FROM; empty for a bounce. */
  readonly from?: string;
  /** Address of RCPT TO, for which the script runs. */
  readonly to?: string;
  /** The recipient before the server rewrote it. */
  readonly originalTo?: string;
  /** User as whom the sender logged in. */
  readonly auth?: string;
}

/** A mailbox of the user. */
export interface Mailbox {
  readonly name: string;
  /** Object id (RFC 8474). */
  readonly id?: string;
  /** Attributes such as `\\Junk` (RFC 6154). */
  readonly specialUse?: readonly string[];
  /** Annotations by lower-case name, such as `/private/comment` (RFC 5464). */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What was seen, or replied to: by id, the time in milliseconds until which it counts. */
export type Memory = Map<string, number>;

/** What a run knows of the world. Nothing is taken from the machine: the same gives the same. */
export interface RunOptions {
  readonly envelope?: Envelope;
  /** IMAP flags of the internal variable at the start, from a script before this one. */
  readonly flags?: readonly string[];
  /** When the script runs; 1970 unless told. */
  readonly now?: Date;
  /** Minutes east of UTC of the server's clock; 0 unless told. */
  readonly zone?: number;
  /** The user's mailboxes; only INBOX unless told. */
  readonly mailboxes?: readonly Mailbox[];
  /** Annotations of the server by lower-case name. */
  readonly serverMetadata?: Readonly<Record<string, string>>;
  /** Read-only variables by namespace, as `${env.host}` of vnd.dovecot.environment. */
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Items of `environment` by lower-case name (RFC 5183 section 4.1). */
  readonly environment?: Readonly<Record<string, string>>;
  /** Settings of the server; Pigeonhole's own unless told. */
  readonly settings?: Partial<ServerSettings>;
  /** From 0, surely none, to 1, surely spam; absent where nobody tested it. */
  readonly spamScore?: number | null;
  /** From 1, clean, to 5, infected; 0 or absent where nobody tested it. */
  readonly virusScore?: number;
  /** Members of the lists outside of the script, by name (RFC 6134). */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  /** Runs a program of the server, or answers for it; each ends well unless told. */
  readonly runProgram?: (call: ProgramCall) => ProgramAnswer;
  /** Kept from run to run by the caller; a new one is empty. */
  readonly duplicates?: Memory;
  /** Who had a vacation reply; kept by the caller as `duplicates` is. */
  readonly replies?: Memory;
  /**
   * Tests of the script itself, by their offsets in it, that come out like this whatever they
   * compare; with `trace` alone. For what might have been.
   */
  readonly force?: ReadonlyMap<number, boolean>;
  /** Counts the branches that the run goes through; the same one may count many runs. */
  readonly tally?: Tally;
  /** Record a trace; it costs time. */
  readonly trace?: boolean;
}
