import type { RequestHandler } from 'express';
import { toFailure } from '../to-failure.ts';
import type { ApiContext } from './api-context.ts';
import { readLogin } from './login-body.ts';
import { sendFailure } from './send-failure.ts';

/** `POST /api/login`: the mail server decides; a session under a fresh id, and the old one ended. */
export function handleLogin({ gate, cookie, metrics, logger }: ApiContext): RequestHandler {
  return async (request, response) => {
    const login = readLogin(response);
    const who = { user: login.username, address: request.ip };
    try {
      const { session, token } = await gate.begin(login);
      await gate.forget(cookie.read(request));
      cookie.write(request, response, token);
      metrics.loggedIn('ok');
      logger.info(who, 'logged in');
      response.json(session.info);
    } catch (error) {
      const failure = toFailure(error);
      metrics.loggedIn(failure.code);
      logger.warn({ ...who, code: failure.code, reason: reasonOf(error) }, 'login failed');
      sendFailure(response, failure);
    }
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
