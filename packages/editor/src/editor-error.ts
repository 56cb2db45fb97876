/** Why the editor, or its demo, could not start. */
export type EditorErrorCode =
  /** The configuration has a mistake; the message names the setting. */
  | 'config-invalid'
  /** Another program listens on the port. */
  | 'port-taken'
  /** The system does not let this user listen on the port. */
  | 'port-forbidden'
  /** The host is no address of this machine, or cannot be resolved. */
  | 'host-unavailable'
  /** The web page was not built. */
  | 'not-built'
  /** The certificate file that the configuration names cannot be read. */
  | 'ca-unreadable'
  /** The secret for sealed cookies cannot be read, or is too short. */
  | 'secret-unusable'
  /** The Redis of the configuration does not answer. */
  | 'redis-unreachable'
  /** The demo's folder cannot be made, read or written. */
  | 'folder-unusable';

/** Thrown by `startEditor` and `startDemo`: the message says what is wrong and what to do. */
export class EditorError extends Error {
  override readonly name = 'EditorError';
  readonly code: EditorErrorCode;

  constructor(code: EditorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether a caught value is an {@link EditorError}. */
export function isEditorError(value: unknown): value is EditorError {
  return value instanceof EditorError;
}
