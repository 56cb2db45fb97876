/** A mistake that a script makes while it runs: the mail is kept, as on a server. */
export class RunError extends Error {
  override readonly name = 'RunError';
  /** Line, from 1; set by the command that it happens in where it is not known before. */
  line: number | null;

  constructor(message: string, line: number | null = null) {
    super(message);
    this.line = line;
  }
}
