import type { Complaint, Failure, FailureCode } from '../shared/failure.ts';

/** Thrown while a request is served; the browser gets the {@link Failure}, and nothing else. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: Failure;

  constructor(
    code: FailureCode,
    message: string,
    options: ErrorOptions & { complaints?: readonly Complaint[] } = {},
  ) {
    const { complaints, ...rest } = options;
    super(message, rest);
    this.failure = complaints ? { code, message, complaints } : { code, message };
  }
}
