import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { ImapServer } from '../imap-server.ts';
import type { Metrics } from '../metrics.ts';
import type { SessionGate } from '../session/session-gate.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { OriginCheck } from './origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What every way in to the editor works with, over HTTP and over WebSocket. */
export interface ApiContext {
  readonly sessions: SessionStore;
  readonly gate: SessionGate;
  readonly metrics: Metrics;
  /** Absent where the admin named no IMAP server. */
  readonly imap?: ImapServer | undefined;
  /** Where failed logins are counted; absent: in memory. */
  readonly redis?: Redis | undefined;
  readonly cookie: SessionCookie;
  readonly isOwn: OriginCheck;
  /** The public path, such as `/sieve/`. */
  readonly base: string;
  readonly logger: Logger;
}
