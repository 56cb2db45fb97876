import type { RequestHandler } from 'express';
import { LOGIN_TIMEOUT_MS } from '../../limits.ts';
import type { Login } from '../../shared/session.ts';
import type { Session } from '../session/session-store.ts';
import { createSieveConnection } from '../session/sieve-connection.ts';
import { toFailure } from '../to-failure.ts';
import type { ApiContext } from './api-context.ts';
import { readLogin } from './login-body.ts';
import { sendFailure } from './send-failure.ts';

/** `POST /api/login`: the mail server decides; a session under a fresh id, and the old one ended. */
export function handleLogin(context: ApiContext): RequestHandler {
  const { sessions, cookie, logger } = context;
  return async (request, response) => {
    const login = readLogin(response);
    const who = { user: login.username, address: request.ip };
    try {
      const session = await startSession(context, login);
      const old = sessions.find(cookie.read(request));
      if (old) sessions.end(old);
      cookie.write(request, response, session.id);
      logger.info(who, 'logged in');
      response.json(session.info);
    } catch (error) {
      const failure = toFailure(error);
      logger.warn({ ...who, code: failure.code, reason: reasonOf(error) }, 'login failed');
      sendFailure(response, failure);
    }
  };
}

async function startSession({ mailServer, sessions }: ApiContext, login: Login): Promise<Session> {
  const client = await mailServer.login(login, AbortSignal.timeout(LOGIN_TIMEOUT_MS));
  const info = {
    user: login.username,
    server: mailServer.host,
    capabilities: [...client.capabilities.sieve],
  };
  const open = (signal: AbortSignal) => mailServer.login(login, signal);
  try {
    return sessions.create(info, createSieveConnection(open, client));
  } catch (error) {
    client.close();
    throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
