/** Why a filter or a reply cannot be written. */
export type FilterErrorCode =
  | 'bad-date'
  | 'bad-days'
  | 'bad-name'
  | 'bad-value'
  | 'bad-zone'
  | 'broken-markers'
  | 'by-hand'
  | 'disabled-lines'
  | 'needs-code'
  | 'no-condition'
  | 'stale-filter'
  | 'uses-variables';

/** A filter or reply that cannot be written as asked; the message says why and what to do. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  readonly code: FilterErrorCode;

  constructor(code: FilterErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export function isFilterError(error: unknown): error is FilterError {
  return error instanceof FilterError;
}
