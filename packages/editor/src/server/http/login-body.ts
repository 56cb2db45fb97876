import type { RequestHandler, Response } from 'express';
import * as v from 'valibot';
import { type Login, loginSchema } from '../../shared/session.ts';
import { FailureError } from '../failure-error.ts';

/** Checks the body of a login. The words of a failure name the field, never what stands in it. */
export const checkLogin: RequestHandler = (request, response, next) => {
  const parsed = v.safeParse(loginSchema, request.body);
  if (!parsed.success) {
    throw new FailureError(
      'invalid-request',
      'A login needs a user name and a password, in a JSON body.',
    );
  }
  response.locals.login = parsed.output;
  next();
};

/** The login that {@link checkLogin} found. */
export function readLogin(response: Response): Login {
  return response.locals.login;
}
