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

/** What a run knows of the world. Nothing is taken from the machine: the same gives the same. */
export interface RunOptions {
  readonly envelope?: Envelope;
  /** When the script runs; 1970 unless told. */
  readonly now?: Date;
  /** Minutes east of UTC of the server's clock; 0 unless told. */
  readonly zone?: number;
  /** Record a trace; it costs time. */
  readonly trace?: boolean;
}
