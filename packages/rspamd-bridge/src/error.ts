/**
 * What went wrong, for a program:
 * - `config`: the configuration cannot be used
 * - `socket`: the socket cannot be opened; `in-use`: another daemon answers on it, or on the spool's lock
 * - `spool`: the disk refuses
 * - `password`: the password file cannot be read
 * - `protocol`: the peer does not speak Dovecot's script protocol
 * - `limit`: a cap or a time-out was reached
 * - `redis`: Redis does not answer
 * - `gone`: the peer went away before its message was whole
 */
export type BridgeErrorCode =
  | 'config'
  | 'socket'
  | 'in-use'
  | 'spool'
  | 'password'
  | 'protocol'
  | 'limit'
  | 'redis'
  | 'gone';

/** The one error class of this package. `cause` is the system's own error where there is one. */
export class BridgeError extends Error {
  readonly code: BridgeErrorCode;

  constructor(code: BridgeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BridgeError';
    this.code = code;
  }
}

/** Whether `error` is a {@link BridgeError}. */
export function isBridgeError(error: unknown): error is BridgeError {
  return error instanceof BridgeError;
}

/** The `code` of a system error (`ENOENT`), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
