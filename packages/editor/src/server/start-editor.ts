import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Logger } from 'pino';
import { CLOSE_TIMEOUT_MS } from '../limits.ts';
import { type EditorConfig, type EditorSettings, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { basePathOf } from './http/base-path.ts';
import { createOriginCheck } from './http/origin.ts';
import { createSessionCookie } from './http/session-cookie.ts';
import { createWebServer } from './http/web-server.ts';
import { listen } from './listen.ts';
import { createLogger } from './logger.ts';
import { createMailServer } from './mail-server.ts';
import { createSessionStore } from './session/session-store.ts';
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
  /** Stops listening, ends all sessions and cuts what is still open after two seconds. */
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
  const server = createWebServer();
  const port = await listen(server, settings.host, settings.port);

  const sessions = createSessionStore({
    idle: settings.session.idleMinutes * 60_000,
    absolute: settings.session.absoluteHours * 3_600_000,
  });
  const cookie = createSessionCookie({ ...settings, port });
  const isOwn = createOriginCheck(settings);
  const context = { mailServer, sessions, cookie, isOwn, base: basePathOf(settings), logger };
  const sockets = createSocketAcceptor(context);
  const app = createApp(settings, context, webFolder);
  server.on('request', (request, response) => void app(request, response));
  server.on('upgrade', (request, socket, head) => sockets.accept(request, socket, head));

  const url = addressOf(settings, port);
  logger.info({ url, mailServer: mailServer.host }, 'listening');
  return {
    url,
    port,
    async close() {
      sessions.close();
      await stop(server, () => sockets.terminate());
    },
  };
}

async function stop(server: Server, terminate: () => void): Promise<void> {
  const timer = setTimeout(() => {
    terminate();
    server.closeAllConnections();
  }, CLOSE_TIMEOUT_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(timer);
}

/** An address that stands for all of them is no address to open. */
function addressOf({ publicUrl, host }: EditorSettings, port: number): string {
  if (publicUrl !== undefined) return publicUrl;
  const open = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(open) ? `[${open}]` : open}:${port}`;
}
