import type { Logger } from 'pino';
import { LOGIN_TIMEOUT_MS } from '../../limits.ts';
import type { Login } from '../../shared/session.ts';
import { FailureError } from '../failure-error.ts';
import { logBug } from '../logger.ts';
import type { MailServer } from '../mail-server.ts';
import { toFailure } from '../to-failure.ts';
import type { Session, SessionStore } from './session-store.ts';
import type { KeptSession, SessionVault } from './session-vault.ts';
import { createSieveConnection } from './sieve-connection.ts';

/** The way from a cookie to a session, and back. */
export interface SessionGate {
  /** Logs in to the mail server; gives the session, and what the cookie is to carry. */
  begin(login: Login): Promise<{ session: Session; token: string }>;
  /**
   * The session of a cookie, unless it is over. One that another process began is gone on with
   * here, by a login of its own. Throws when the mail server, or where sessions are kept, is away.
   */
  find(token: string | undefined): Promise<Session | undefined>;
  /** Counts as use, for all processes; gives what the cookie is to carry from now on. */
  renew(session: Session): Promise<string>;
  /** Ends the session of a cookie, for all processes. */
  forget(token: string | undefined): Promise<void>;
  /** Ends a session, for all processes. */
  end(session: Session): Promise<void>;
}

export interface SessionGateOptions {
  readonly mailServer: MailServer;
  readonly sessions: SessionStore;
  readonly vault: SessionVault;
  readonly logger: Logger;
}

export function createSessionGate(options: SessionGateOptions): SessionGate {
  const { sessions, logger } = options;
  const vault = guardVault(options.vault, logger);
  const enter = createEntrance(options);
  /** Sessions that are being gone on with: several pages may ask at once. */
  const resuming = new Map<string, Promise<Session | undefined>>();

  async function resume(found: KeptSession, login: Login): Promise<Session | undefined> {
    try {
      const session = await enter(login, found);
      logger.info({ user: login.username }, 'went on with a session');
      return session;
    } catch (error) {
      if (toFailure(error).code !== 'login-refused') throw error;
      // The password was changed: what is kept opens nothing any more.
      await vault.drop(found.id);
      return undefined;
    }
  }

  return {
    async begin(login) {
      const session = await enter(login);
      try {
        return { session, token: await vault.keep(kept(session)) };
      } catch (error) {
        sessions.end(session);
        throw error;
      }
    },
    async find(token) {
      const found = token === undefined ? undefined : await vault.read(token);
      if (found === undefined) return undefined;
      const { id, login } = found;
      const here = sessions.find(id);
      if (here !== undefined || login === undefined) return here;
      const running = resuming.get(id) ?? resume(found, login);
      resuming.set(id, running);
      return running.finally(() => resuming.delete(id));
    },
    renew: (session) => vault.renew(kept(session)),
    async forget(token) {
      const found = token === undefined ? undefined : await vault.read(token);
      if (found === undefined) return;
      const here = sessions.find(found.id);
      if (here) sessions.end(here);
      await vault.drop(found.id);
    },
    async end(session) {
      sessions.end(session);
      await vault.drop(session.id);
    },
  };
}

/** Of a session, what is kept elsewhere. */
function kept({ id, login, startedAt }: Session): Required<KeptSession> {
  return { id, login, startedAt };
}

/** Logs in, and begins a session here, or goes on with one that began elsewhere. */
function createEntrance({ mailServer, sessions }: SessionGateOptions) {
  return async (login: Login, begun?: KeptSession): Promise<Session> => {
    const client = await mailServer.login(login, AbortSignal.timeout(LOGIN_TIMEOUT_MS));
    const info = {
      user: login.username,
      server: mailServer.host,
      capabilities: [...client.capabilities.sieve],
    };
    const open = (signal: AbortSignal) => mailServer.login(login, signal);
    const connection = createSieveConnection(open, client);
    try {
      return sessions.create(info, { connection, login, ...begun });
    } catch (error) {
      connection.close();
      throw error;
    }
  };
}

/** What goes wrong where sessions are kept is for the log; the user is told to try again. */
function guardVault(vault: SessionVault, logger: Logger): SessionVault {
  async function guard<T>(ask: Promise<T>): Promise<T> {
    try {
      return await ask;
    } catch (error) {
      if (error instanceof FailureError) throw error;
      logBug(logger, error, { part: 'where sessions are kept' });
      throw new FailureError('busy', 'Sessions cannot be read at the moment; try again.');
    }
  }
  return {
    outlives: vault.outlives,
    keep: (session) => guard(vault.keep(session)),
    renew: (session) => guard(vault.renew(session)),
    read: (token) => guard(vault.read(token)),
    touch: (session) => guard(vault.touch(session)),
    drop: (id) => guard(vault.drop(id)),
  };
}
