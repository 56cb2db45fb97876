import * as v from 'valibot';
import { MAX_CREDENTIAL_LENGTH } from '../limits.ts';
import { type Failure, failureSchema } from './failure.ts';

/** Body of `POST /api/login`: the mail account. Which server it belongs to is the admin's to say. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/**
 * Answer of `POST /api/login` and `GET /api/session`: who is logged in, and where. The second is
 * 204, without a body, when nobody is.
 */
export interface SessionInfo {
  readonly user: string;
  /** Host name of the ManageSieve server. */
  readonly server: string;
  /** Sieve extensions that the server supports, in its own words and order. */
  readonly capabilities: readonly string[];
}

/** Body of every HTTP answer under `/api` that is not a success. */
export interface FailureBody {
  readonly error: Failure;
}

function credential(what: string) {
  return v.pipe(
    v.string(),
    v.minLength(1, `The ${what} is missing.`),
    v.maxLength(MAX_CREDENTIAL_LENGTH, `The ${what} is too long.`),
    v.check((text) => !text.includes('\0'), `The ${what} holds a character that cannot be sent.`),
  );
}

export const loginSchema: v.GenericSchema<unknown, Login> = v.object({
  username: credential('user name'),
  password: credential('password'),
});

export const sessionInfoSchema: v.GenericSchema<unknown, SessionInfo> = v.object({
  user: v.string(),
  server: v.string(),
  capabilities: v.array(v.string()),
});

export const failureBodySchema: v.GenericSchema<unknown, FailureBody> = v.object({
  error: failureSchema,
});
