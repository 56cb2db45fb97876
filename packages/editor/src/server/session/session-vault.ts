import type { Login } from '../../shared/session.ts';

/** What a session is made of, wherever it is kept. Secret. */
export interface KeptSession {
  /** 256 random bits. */
  readonly id: string;
  /** Absent where only this process can go on with the session. */
  readonly login?: Login;
  /** When the login was; milliseconds since 1970. */
  readonly startedAt: number;
}

/** Where sessions are kept besides in this process; by it another process can go on with them. */
export interface SessionVault {
  /** Whether a session outlives this process. */
  readonly outlives: boolean;
  /** Keeps a session; gives what the cookie carries. */
  keep(session: Required<KeptSession>): Promise<string>;
  /** Counts as use; gives what the cookie carries from now on. */
  renew(session: Required<KeptSession>): Promise<string>;
  /** The session of a cookie, unless it is over. */
  read(token: string): Promise<KeptSession | undefined>;
  /** Says that the session is in use; false where it was ended elsewhere. */
  touch(session: KeptSession): Promise<boolean>;
  /** Ends a session for all processes. */
  drop(id: string): Promise<void>;
}

/** Sessions of this process alone: a restart forgets everybody. */
export function createMemoryVault(): SessionVault {
  return {
    outlives: false,
    keep: async ({ id }) => id,
    renew: async ({ id }) => id,
    read: async (id) => ({ id, startedAt: 0 }),
    touch: async () => true,
    drop: async () => undefined,
  };
}
