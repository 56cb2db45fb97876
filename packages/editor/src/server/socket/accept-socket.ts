import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES, MAX_SOCKETS_PER_SESSION } from '../../limits.ts';
import { SOCKET_PATH } from '../../shared/message.ts';
import type { ApiContext } from '../http/api-context.ts';
import { withoutBase } from '../http/base-path.ts';
import type { Session } from '../session/session-store.ts';
import { serveSocket } from './serve-socket.ts';

/** Takes the `upgrade` events of an HTTP server. */
export interface SocketAcceptor {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts every WebSocket that is still open. */
  terminate(): void;
}

/**
 * Opens a WebSocket for the editor's own page and a living session, and for nobody else. The
 * cookie alone would not do: a browser sends it with a WebSocket of any site.
 */
export function createSocketAcceptor(context: ApiContext): SocketAcceptor {
  const { gate, cookie, isOwn, base, logger } = context;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  async function admit(request: IncomingMessage): Promise<Session | number> {
    if (withoutBase(request.url ?? '', base)?.split('?')[0] !== SOCKET_PATH) return 404;
    if (!isOwn(request)) return 403;
    const session = await gate.find(cookie.read(request)).catch(() => 503);
    if (session === undefined) return 401;
    if (typeof session === 'number') return session;
    return session.sockets < MAX_SOCKETS_PER_SESSION ? session : 429;
  }

  return {
    accept(request, socket, head) {
      socket.on('error', ignore);
      void admit(request).then((session) => {
        if (typeof session === 'number') {
          const { remoteAddress: address } = request.socket;
          logger.warn({ status: session, address }, 'WebSocket refused');
          refuse(socket, session);
          return;
        }
        server.handleUpgrade(request, socket, head, (webSocket) => {
          socket.off('error', ignore);
          serveSocket(webSocket, session, context);
        });
      });
    },
    terminate() {
      for (const webSocket of server.clients) webSocket.terminate();
    },
  };
}

/** A connection that breaks before it is ours is nobody's loss. */
function ignore(): void {}

function refuse(socket: Duplex, status: number): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
