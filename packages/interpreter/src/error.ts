/** What can go wrong that is not the mail's fault. */
export type ErrorCode =
  /** The script has errors, or uses what cannot be run; nothing was run. */
  | 'script'
  /** Something is larger than `limits` allow. */
  | 'limit';

/** The script cannot be prepared, or the message not be read. Mistakes while it runs are results. */
export class InterpreterError extends Error {
  override readonly name = 'InterpreterError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether an error is one of this package. */
export function isInterpreterError(error: unknown): error is InterpreterError {
  return error instanceof InterpreterError;
}
