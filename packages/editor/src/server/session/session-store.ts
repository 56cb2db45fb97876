import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import {
  MAX_SESSIONS,
  MAX_SOCKETS_PER_SESSION,
  SESSION_SWEEP_MS,
  SESSION_TOUCH_MS,
} from '../../limits.ts';
import type { Login, SessionInfo } from '../../shared/session.ts';
import { FailureError } from '../failure-error.ts';
import type { SieveConnection } from './sieve-connection.ts';

/** A login, from `POST /api/login` until logout or expiry. */
export interface Session {
  /** What the cookie carries: 256 random bits. Secret. */
  readonly id: string;
  readonly info: SessionInfo;
  /** Opens the mail account. Secret. */
  readonly login: Login;
  /** When the login was; milliseconds since 1970. */
  readonly startedAt: number;
  readonly connection: SieveConnection;
  /** Aborts when the session is over, or goes on elsewhere: then the reason is {@link movedOn}. */
  readonly ended: AbortSignal;
  /** Requests under way, over all of its WebSockets. */
  inFlight: number;
  /** Open WebSockets. */
  sockets: number;
}

/** Why a session ends here that another process may go on with. */
export const movedOn = 'moved on';

/** What a session is begun with; with id and time, one that began elsewhere. */
export interface SessionStart {
  readonly connection: SieveConnection;
  readonly login: Login;
  readonly id?: string;
  readonly startedAt?: number;
}

/** Who is logged in, as far as this process knows. */
export interface SessionStore {
  /** @throws FailureError 'busy' when there are too many */
  create(info: SessionInfo, start: SessionStart): Session;
  /** The session of that id unless it is over; counts as use. */
  find(id: string | undefined): Session | undefined;
  /** Forgets a session: its credentials, its connection and its WebSockets. */
  end(session: Session): void;
  readonly size: number;
  /** Open WebSockets, and requests under way, of all sessions. */
  readonly load: { readonly sockets: number; readonly inFlight: number };
  /** Ends all of them, or with `movedOn` here only. */
  close(reason?: typeof movedOn): void;
}

interface Entry {
  readonly session: Session;
  readonly end: AbortController;
  readonly diesAt: number;
  idleAt: number;
  touchedAt: number;
}

export interface SessionStoreOptions {
  /** A session that nobody used for so long is over, in milliseconds. */
  readonly idle: number;
  /** A session is over after so long in any case, in milliseconds. */
  readonly absolute: number;
  /** A session is in use; said once in SESSION_TOUCH_MS at most. */
  readonly onUse?: (session: Session) => void;
}

export function createSessionStore(lifetime: SessionStoreOptions): SessionStore {
  const entries = new Map<string, Entry>();
  const isOver = ({ diesAt, idleAt }: Entry) => Date.now() >= Math.min(diesAt, idleAt);

  function end(session: Session, reason?: typeof movedOn): void {
    const entry = entries.get(session.id);
    if (entry === undefined) return;
    entries.delete(session.id);
    session.connection.close();
    entry.end.abort(reason);
  }

  function endAll(select: (entry: Entry) => boolean, reason?: typeof movedOn): void {
    for (const entry of entries.values()) if (select(entry)) end(entry.session, reason);
  }

  function use(entry: Entry): void {
    const now = Date.now();
    entry.idleAt = now + lifetime.idle;
    if (now < entry.touchedAt + SESSION_TOUCH_MS) return;
    entry.touchedAt = now;
    lifetime.onUse?.(entry.session);
  }

  const sweep = setInterval(() => endAll(isOver), Math.min(SESSION_SWEEP_MS, lifetime.idle));
  sweep.unref();

  return {
    create(info, start) {
      if (entries.size >= MAX_SESSIONS) {
        throw new FailureError('busy', 'Too many people are logged in; try again later.');
      }
      const now = Date.now();
      const { id = randomBytes(32).toString('base64url'), startedAt = now } = start;
      const { connection, login } = start;
      const controller = new AbortController();
      const ended = controller.signal;
      setMaxListeners(MAX_SOCKETS_PER_SESSION, ended);
      const counts = { inFlight: 0, sockets: 0 };
      const session: Session = { id, info, login, startedAt, connection, ended, ...counts };
      const [diesAt, idleAt] = [startedAt + lifetime.absolute, now + lifetime.idle];
      entries.set(id, { session, end: controller, diesAt, idleAt, touchedAt: now });
      return session;
    },
    find(id) {
      const entry = entries.get(id ?? '');
      if (entry === undefined) return undefined;
      if (isOver(entry)) {
        end(entry.session);
        return undefined;
      }
      use(entry);
      return entry.session;
    },
    end: (session) => end(session),
    get size() {
      return entries.size;
    },
    get load() {
      const load = { sockets: 0, inFlight: 0 };
      for (const { session } of entries.values()) {
        load.sockets += session.sockets;
        load.inFlight += session.inFlight;
      }
      return load;
    },
    close(reason) {
      clearInterval(sweep);
      endAll(() => true, reason);
    },
  };
}
