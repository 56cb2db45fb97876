import type { Logger } from 'pino';
import type { MailServer } from '../mail-server.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { OriginCheck } from './origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What every way in to the editor works with, over HTTP and over WebSocket. */
export interface ApiContext {
  readonly mailServer: MailServer;
  readonly sessions: SessionStore;
  readonly cookie: SessionCookie;
  readonly isOwn: OriginCheck;
  /** The public path, such as `/sieve/`. */
  readonly base: string;
  readonly logger: Logger;
}
