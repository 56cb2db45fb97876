/** A program of the server that a script wants run (vnd.dovecot.pipe, filter and execute). */
export interface ProgramCall {
  readonly kind: 'pipe' | 'filter' | 'execute';
  readonly program: string;
  readonly arguments: readonly string[];
  /** What the program reads: the message, or a text of the script; null for nothing. */
  readonly input: Uint8Array | null;
}

/** How it went. */
export interface ProgramAnswer {
  /** Whether it ended well. */
  readonly ok: boolean;
  /** What it printed: for `filter` the new message, which absent stays as it is. */
  readonly output?: Uint8Array | string;
}
