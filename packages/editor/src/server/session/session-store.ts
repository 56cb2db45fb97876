import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { MAX_SESSIONS, MAX_SOCKETS_PER_SESSION, SESSION_SWEEP_MS } from '../../limits.ts';
import type { SessionInfo } from '../../shared/session.ts';
import { FailureError } from '../failure-error.ts';
import type { SieveConnection } from './sieve-connection.ts';

/** A login, from `POST /api/login` until logout or expiry. */
export interface Session {
  /** What the cookie carries: 256 random bits. Secret. */
  readonly id: string;
  readonly info: SessionInfo;
  readonly connection: SieveConnection;
  /** Aborts when the session is over. */
  readonly ended: AbortSignal;
  /** Requests under way, over all of its WebSockets. */
  inFlight: number;
  /** Open WebSockets. */
  sockets: number;
}

/** Who is logged in. In memory alone: a restart forgets everybody. */
export interface SessionStore {
  /** @throws FailureError 'busy' when there are too many */
  create(info: SessionInfo, connection: SieveConnection): Session;
  /** The session of that id unless it is over; counts as use. */
  find(id: string | undefined): Session | undefined;
  /** Forgets a session: its credentials, its connection and its WebSockets. */
  end(session: Session): void;
  readonly size: number;
  /** Ends all of them. */
  close(): void;
}

interface Entry {
  readonly session: Session;
  readonly end: AbortController;
  readonly diesAt: number;
  idleAt: number;
}

/** @param lifetime when a session is over, in milliseconds */
export function createSessionStore(lifetime: {
  readonly idle: number;
  readonly absolute: number;
}): SessionStore {
  const entries = new Map<string, Entry>();
  const isOver = ({ diesAt, idleAt }: Entry) => Date.now() >= Math.min(diesAt, idleAt);

  function end(session: Session): void {
    const entry = entries.get(session.id);
    if (entry === undefined) return;
    entries.delete(session.id);
    session.connection.close();
    entry.end.abort();
  }

  function endAll(select: (entry: Entry) => boolean): void {
    for (const entry of entries.values()) if (select(entry)) end(entry.session);
  }

  const sweep = setInterval(() => endAll(isOver), Math.min(SESSION_SWEEP_MS, lifetime.idle));
  sweep.unref();

  return {
    create(info, connection) {
      if (entries.size >= MAX_SESSIONS) {
        throw new FailureError('busy', 'Too many people are logged in; try again later.');
      }
      const id = randomBytes(32).toString('base64url');
      const controller = new AbortController();
      const ended = controller.signal;
      setMaxListeners(MAX_SOCKETS_PER_SESSION, ended);
      const session: Session = { id, info, connection, ended, inFlight: 0, sockets: 0 };
      const now = Date.now();
      const [diesAt, idleAt] = [now + lifetime.absolute, now + lifetime.idle];
      entries.set(id, { session, end: controller, diesAt, idleAt });
      return session;
    },
    find(id) {
      const entry = entries.get(id ?? '');
      if (entry === undefined) return undefined;
      if (isOver(entry)) {
        end(entry.session);
        return undefined;
      }
      entry.idleAt = Date.now() + lifetime.idle;
      return entry.session;
    },
    end,
    get size() {
      return entries.size;
    },
    close() {
      clearInterval(sweep);
      endAll(() => true);
    },
  };
}
