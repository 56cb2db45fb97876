import type { ResponseCode, Status } from './protocol/response.ts';

/**
 * Why an operation failed:
 * - `no`: the server refused the command; `responseCode` and `text` are its own
 * - `auth`: the login was refused, or cannot be tried
 * - `bye`: the server ended the session
 * - `insecure`: a password would have gone over an unprotected connection
 * - `tls`: TLS is not offered, failed, or was tampered with
 * - `connect`: the server cannot be reached
 * - `timeout`: the server was silent or slow for too long
 * - `closed`: the connection is gone
 * - `protocol`: the server's words make no sense
 * - `limit`: a cap of `limits.ts` was passed
 * - `invalid-name`: the script name cannot be sent
 * - `invalid-url`: the text is no `sieve://` URL, or one that must not be used
 * - `aborted`: the caller's signal fired; its reason is the `cause`
 * - `storage`: a file of the server's own cannot be read or written
 */
export type ErrorCode =
  | 'no'
  | 'auth'
  | 'bye'
  | 'insecure'
  | 'tls'
  | 'connect'
  | 'timeout'
  | 'closed'
  | 'protocol'
  | 'limit'
  | 'invalid-name'
  | 'invalid-url'
  | 'aborted'
  | 'storage';

/** What is known about a failure besides its message. */
export interface ErrorDetail extends ErrorOptions {
  readonly status?: Status | undefined;
  readonly responseCode?: ResponseCode | undefined;
  readonly text?: string | undefined;
}

/** Every failure of this package. It never carries a password or what was sent to log in. */
export class ManageSieveError extends Error {
  override readonly name = 'ManageSieveError';
  readonly code: ErrorCode;
  /** How the server ended the command, when it did: `NO` or `BYE`. */
  readonly status?: Status;
  /** The server's response code (RFC 5804, 1.3), when it sent one. */
  readonly responseCode?: ResponseCode;
  /** The server's text, when it sent one: not to be trusted with more than being shown. */
  readonly text?: string;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, 'cause' in detail ? { cause: detail.cause } : undefined);
    this.code = code;
    if (detail.status !== undefined) this.status = detail.status;
    if (detail.responseCode !== undefined) this.responseCode = detail.responseCode;
    if (detail.text !== undefined) this.text = detail.text;
  }
}

/** Whether a thrown thing is a failure of this package. */
export function isManageSieveError(error: unknown): error is ManageSieveError {
  return error instanceof ManageSieveError;
}
