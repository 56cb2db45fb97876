import * as v from 'valibot';

/** Why a request failed. Stable names that a program can act on; the message is for people. */
export const failureCodes = [
  /** The request is not one that this side understands. */
  'invalid-request',
  /** The request came from a page of another site. */
  'forbidden-origin',
  /** The mail server did not accept user name and password. */
  'login-refused',
  /** Too many failed logins; wait. */
  'too-many-logins',
  /** Nobody is logged in, or the session is over. */
  'no-session',
  /** Too many requests under way, or too many sessions. */
  'busy',
  /** No answer in time. */
  'timeout',
  /** The ManageSieve server cannot be reached or broke off. */
  'server-unreachable',
  /** The ManageSieve server offers no TLS that can be trusted. */
  'server-insecure',
  /** The ManageSieve server said no, for a reason that has no code of its own. */
  'server-refused',
  /** There is no script of that name. */
  'not-found',
  /** There is a script of that name already. */
  'already-exists',
  /** The active script cannot be removed. */
  'script-active',
  /** The script was changed by somebody else since it was opened. */
  'conflict',
  /** The server's compiler refused the script; `complaints` says where. */
  'rejected',
  /** The script is not UTF-8 text. */
  'not-text',
  /** The script or the message is too large. */
  'too-large',
  /** The account has no room for it. */
  'quota',
  /** A mistake of ours. */
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What a mail server's compiler says about one line of a script. */
export interface Complaint {
  /** Line from 1; null when the server named none. */
  readonly line: number | null;
  readonly message: string;
}

/** Why a request failed, as it travels to the browser. */
export interface Failure {
  readonly code: FailureCode;
  /** One clear sentence for the user: text, never HTML. */
  readonly message: string;
  /** With 'rejected': what the server's compiler said. */
  readonly complaints?: readonly Complaint[];
}

export const complaintSchema: v.GenericSchema<unknown, Complaint> = v.object({
  line: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  message: v.string(),
});

export const failureSchema: v.GenericSchema<unknown, Failure> = v.object({
  code: v.picklist(failureCodes),
  message: v.string(),
  complaints: v.exactOptional(v.array(complaintSchema)),
});
