import * as v from 'valibot';
import {
  failureBodySchema,
  type Login,
  type SessionInfo,
  sessionInfoSchema,
} from '../../shared/session.ts';
import { CallError } from './call-error.ts';

/** The few requests that are not for the WebSocket: they set and clear the cookie. */
export interface Http {
  /** Fails: 'login-refused', 'too-many-logins', 'server-unreachable', 'server-insecure', 'offline' … */
  login(login: Login): Promise<SessionInfo>;
  logout(): Promise<void>;
  /** Who is signed in; null when nobody is. Fails: 'offline'. */
  session(): Promise<SessionInfo | null>;
}

/** `base` is the address of the page; `send` is `fetch`. */
export function createHttp(base: string, send: typeof fetch): Http {
  async function request(path: string, init: RequestInit): Promise<Response> {
    try {
      return await send(new URL(path, base), { ...init, credentials: 'same-origin' });
    } catch (cause) {
      throw new CallError('offline', 'No answer from the server.', { cause });
    }
  }

  return {
    async login(login) {
      const response = await request('api/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(login),
      });
      return readSession(response);
    },
    async logout() {
      await request('api/logout', { method: 'POST' });
    },
    async session() {
      const response = await request('api/session', { method: 'GET', cache: 'no-store' });
      return response.status === 204 ? null : readSession(response);
    },
  };
}

async function readSession(response: Response): Promise<SessionInfo> {
  const body: unknown = await response.json().catch(() => null);
  const session = v.safeParse(sessionInfoSchema, body);
  if (response.ok && session.success) return session.output;
  const failure = v.safeParse(failureBodySchema, body);
  if (failure.success) throw new CallError(failure.output.error.code, failure.output.error.message);
  throw new CallError('offline', `The server answered ${response.status}.`);
}
