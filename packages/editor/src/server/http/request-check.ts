import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { FailureError } from '../failure-error.ts';
import { logBug } from '../logger.ts';
import { toFailure } from '../to-failure.ts';
import type { OriginCheck } from './origin.ts';
import { sendFailure } from './send-failure.ts';

/** Refuses what another site's page sends with the user's cookie. */
export function requireOwnOrigin(isOwn: OriginCheck): RequestHandler {
  return (request, _response, next) => {
    if (!isOwn(request)) {
      throw new FailureError(
        'forbidden-origin',
        'This request came from another page than the editor’s. Where a proxy stands in front, the admin sets publicUrl.',
      );
    }
    next();
  };
}

/** Turns what a handler throws into an answer. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const failure = readBodyFailure(error) ?? toFailure(error);
    if (failure.code === 'internal') logBug(logger, error, { path: request.path });
    sendFailure(response, failure);
  };
}

/**
 * The body parser's errors carry the body, and their words quote it: a password may stand there,
 * so that nothing of them is logged or sent.
 */
function readBodyFailure(error: unknown) {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  if (error.status === 413) {
    return { code: 'too-large', message: 'The request is too large.' } as const;
  }
  if (typeof error.status === 'number' && error.status < 500) {
    return { code: 'invalid-request', message: 'The request cannot be read.' } as const;
  }
  return undefined;
}
