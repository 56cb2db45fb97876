import { isIPv6 } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { CLOSE_TIMEOUT_MS } from '../limits.ts';
import { type EditorConfig, type EditorSettings, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { basePathOf } from './http/base-path.ts';
import { createOriginCheck } from './http/origin.ts';
import { createSessionCookie } from './http/session-cookie.ts';
import { createWebServer } from './http/web-server.ts';
import { createImapServer } from './imap-server.ts';
import { listen } from './listen.ts';
import { createLogger } from './logger.ts';
import { createMailServer, type MailServer } from './mail-server.ts';
import { createMetrics } from './metrics.ts';
import { createMonitor, type Watched } from './monitor.ts';
import { connectRedis } from './redis.ts';
import { openVault } from './session/open-vault.ts';
import { createSessionGate } from './session/session-gate.ts';
import {
  createSessionStore,
  movedOn,
  type Session,
  type SessionStore,
} from './session/session-store.ts';
import { createSocketAcceptor } from './socket/accept-socket.ts';
import { findWebFolder } from './web-folder.ts';

/** What a program that starts the editor may replace. */
export interface EditorOptions {
  /** Default: JSON lines on stderr, from the level of the configuration. */
  readonly logger?: Logger;
  /** Folder of the built web page. Default: the one in this package. */
  readonly webFolder?: string;
}

/** A running editor. */
export interface Editor {
  /** What to open in the browser. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops listening, gives requests under way two seconds to end, ends all sessions, and cuts what
   * is still open two seconds later.
   */
  close(): Promise<void>;
}

/**
 * Starts the web editor.
 *
 * @throws EditorError when it cannot: the message says why and what to do
 */
export async function startEditor(
  config: EditorConfig,
  options: EditorOptions = {},
): Promise<Editor> {
  const settings = readConfig(config);
  const logger = options.logger ?? createLogger(settings.logLevel);
  const webFolder = findWebFolder(options.webFolder);
  const mailServer = createMailServer(settings.managesieve);
  const imap = settings.imap === undefined ? undefined : createImapServer(settings.imap);
  const redis =
    settings.redis === undefined ? undefined : await connectRedis(settings.redis, logger);
  const server = createWebServer();
  try {
    const { sessions, gate, outlives } = createSessions({ settings, mailServer, redis, logger });
    const port = await listen(server, settings.host, settings.port);
    const cookie = createSessionCookie({ ...settings, port });
    const isOwn = createOriginCheck(settings);
    const metrics = createMetrics();
    const base = basePathOf(settings);
    const context = { sessions, gate, metrics, imap, redis, cookie, isOwn, base, logger };
    const sockets = createSocketAcceptor(context);
    const app = createApp(settings, context, webFolder);
    server.on('request', (request, response) => void app(request, response));
    server.on('upgrade', (request, socket, head) => sockets.accept(request, socket, head));
    let stopping = false;
    const check = () => checkHealth(stopping, redis);
    const monitor = await startMonitor(settings.monitor, { metrics, sessions, check });

    const url = addressOf(settings, port);
    logger.info({ url, mailServer: mailServer.host }, 'listening');
    return {
      url,
      port,
      async close() {
        stopping = true;
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        await finishRequests(sessions);
        sessions.close(outlives ? movedOn : undefined);
        await cutLate(closed, () => {
          sockets.terminate();
          server.closeAllConnections();
        });
        monitor?.close();
        redis?.disconnect();
        logger.info('stopped');
      },
    };
  } catch (error) {
    server.close();
    redis?.disconnect();
    throw error;
  }
}

interface SessionsOptions {
  readonly settings: EditorSettings;
  readonly mailServer: MailServer;
  readonly redis: Redis | undefined;
  readonly logger: Logger;
}

function createSessions({ settings, mailServer, redis, logger }: SessionsOptions) {
  const lifetime = {
    idle: settings.session.idleMinutes * 60_000,
    absolute: settings.session.absoluteHours * 3_600_000,
  };
  const vault = openVault(settings.session, lifetime, redis);
  const onUse = (session: Session): void => {
    // Somebody logged out on another machine. Where sessions are kept may be away for a while.
    vault.touch(session).then(
      (lives) => lives || sessions.end(session),
      () => undefined,
    );
  };
  const sessions = createSessionStore({ ...lifetime, onUse });
  const gate = createSessionGate({ mailServer, sessions, vault, logger });
  return { sessions, gate, outlives: vault.outlives };
}

async function checkHealth(stopping: boolean, redis: Redis | undefined): Promise<string | null> {
  if (stopping) return 'stopping';
  const pong = redis === undefined ? 'PONG' : await redis.ping().catch(() => null);
  return pong === null ? 'Redis does not answer' : null;
}

async function startMonitor(address: string | undefined, watched: Watched) {
  if (address === undefined) return undefined;
  const { hostname, port } = new URL(`http://${address}`);
  const monitor = createMonitor(watched);
  await listen(monitor, hostname.replace(/^\[|\]$/g, ''), Number(port || 80));
  return monitor;
}

/** A save under way is not cut in two: it has CLOSE_TIMEOUT_MS to end. */
async function finishRequests(sessions: SessionStore): Promise<void> {
  const deadline = Date.now() + CLOSE_TIMEOUT_MS;
  while (sessions.load.inFlight > 0 && Date.now() < deadline) await wait(10);
}

async function cutLate(closed: Promise<void>, cut: () => void): Promise<void> {
  const timer = setTimeout(cut, CLOSE_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}

/** An address that stands for all of them is no address to open. */
function addressOf({ publicUrl, host }: EditorSettings, port: number): string {
  if (publicUrl !== undefined) return publicUrl;
  const open = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(open) ? `[${open}]` : open}:${port}`;
}
