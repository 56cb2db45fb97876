import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BridgeError, messageOf } from '../error.ts';

/** What a path answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What each path answers to GET; no path takes anything else. */
export type HttpRoutes = Readonly<Record<string, () => Promise<HttpAnswer>>>;

/** A listener for those who watch. */
export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on `host:port`; port 0 takes a free one.
 *
 * @throws BridgeError `socket`
 */
export async function openHttp(address: string, routes: HttpRoutes): Promise<HttpServer> {
  const { host, port } = splitAddress(address);
  const server = createServer((request, response) => void serve(request, response, routes));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new BridgeError('socket', `cannot listen on http ${address}: ${messageOf(cause)}`, {
          cause,
        }),
      ),
    );
    server.listen({ host, port }, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes `127.0.0.1:11380` and `[::1]:11380` apart. */
function splitAddress(address: string): { host: string; port: number } {
  const at = address.lastIndexOf(':');
  return {
    host: address.slice(0, at).replace(/^\[|\]$/g, ''),
    port: Number(address.slice(at + 1)),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  routes: HttpRoutes,
): Promise<void> {
  const answer = await answerTo(request, routes).catch((error: unknown) =>
    text(500, messageOf(error)),
  );
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

function answerTo(request: IncomingMessage, routes: HttpRoutes): Promise<HttpAnswer> {
  const path = (request.url ?? '/').replace(/\?.*$/s, '');
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) return Promise.resolve(text(404, 'not found'));
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return Promise.resolve(text(405, 'only GET'));
  return route();
}

function text(status: number, line: string): HttpAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${line}\n` };
}
