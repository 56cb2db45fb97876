import express, { type Router } from 'express';
import { MAX_HTTP_BODY_BYTES } from '../../limits.ts';
import { FailureError } from '../failure-error.ts';
import type { ApiContext } from './api-context.ts';
import { handleLogin } from './login.ts';
import { checkLogin } from './login-body.ts';
import { createLoginLimits } from './login-limit.ts';
import { answerErrors, requireOwnOrigin } from './request-check.ts';

/** Everything under `/api`: JSON in, JSON out, nothing cached. */
export function createApi(context: ApiContext): Router {
  const { gate, cookie, isOwn, logger } = context;
  const limits = createLoginLimits(context.redis);
  const ownOrigin = requireOwnOrigin(isOwn);
  const api = express.Router();

  api.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  api.post(
    '/login',
    ownOrigin,
    limits.byAddress,
    express.json({ limit: MAX_HTTP_BODY_BYTES }),
    checkLogin,
    limits.byAccount,
    handleLogin(context),
  );

  api.post('/logout', ownOrigin, async (request, response) => {
    await gate.forget(cookie.read(request));
    cookie.clear(request, response);
    response.status(204).end();
  });

  api.get('/session', async (request, response) => {
    const token = cookie.read(request);
    const session = await gate.find(token);
    // Not 401: that nobody is logged in yet is no failure, and browsers would report it as one.
    if (session === undefined) {
      response.status(204).end();
      return;
    }
    const renewed = await gate.renew(session);
    if (renewed !== token) cookie.write(request, response, renewed);
    response.json(session.info);
  });

  api.use(() => {
    throw new FailureError('not-found', 'There is nothing at this address.');
  });
  api.use(answerErrors(logger));
  return api;
}
