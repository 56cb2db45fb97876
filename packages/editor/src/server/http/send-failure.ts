import type { Response } from 'express';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { FailureBody } from '../../shared/session.ts';

const status: { readonly [C in FailureCode]: number } = {
  'invalid-request': 400,
  'forbidden-origin': 403,
  'login-refused': 401,
  'too-many-logins': 429,
  'no-session': 401,
  busy: 503,
  timeout: 504,
  'server-unreachable': 502,
  'server-insecure': 502,
  'server-refused': 502,
  'not-found': 404,
  'already-exists': 409,
  'script-active': 409,
  conflict: 409,
  rejected: 422,
  'not-text': 422,
  'too-large': 413,
  quota: 507,
  internal: 500,
};

/** Answers a request under `/api` that failed. */
export function sendFailure(response: Response, failure: Failure): void {
  const body: FailureBody = { error: failure };
  response.status(status[failure.code]).json(body);
}
