import type { Complaint, FailureCode } from '../../shared/failure.ts';

/** Failure codes of the server, and those that only the page can find. */
export type CallCode = FailureCode | 'offline';

/** A request of the page that failed. */
export class CallError extends Error {
  readonly code: CallCode;
  /** With 'rejected': what the server's compiler said. */
  readonly complaints: readonly Complaint[];

  constructor(code: CallCode, message: string, options: CallErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'CallError';
    this.code = code;
    this.complaints = options.complaints ?? [];
  }
}

interface CallErrorOptions {
  readonly complaints?: readonly Complaint[] | undefined;
  readonly cause?: unknown;
}

/** Any thrown thing as a `CallError`; what is none is a mistake of ours. */
export function toCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CallError('internal', message, { cause: thrown });
}
