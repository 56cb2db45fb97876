import { createServer, type RequestListener, type Server } from 'node:http';
import { HTTP_REQUEST_TIMEOUT_MS } from '../limits.ts';
import type { Metrics } from './metrics.ts';
import type { SessionStore } from './session/session-store.ts';

/** What the monitor looks at. */
export interface Watched {
  readonly metrics: Metrics;
  readonly sessions: SessionStore;
  /** Why no login can be taken now; null when all is well. */
  check(): Promise<string | null>;
}

/**
 * For the admin's eyes, on an address of its own:
 * - `/healthz`: 200 when logins are taken, 503 with the reason when not
 * - `/metrics`: for Prometheus
 */
export function createMonitor(watched: Watched): Server {
  const timeout = HTTP_REQUEST_TIMEOUT_MS;
  const server = createServer({ requestTimeout: timeout, headersTimeout: timeout });
  server.on('request', answerWith(watched));
  return server;
}

function answerWith({ metrics, sessions, check }: Watched): RequestListener {
  const answers: { readonly [path: string]: () => Promise<[number, string, string]> } = {
    '/healthz': async () => {
      const problem = await check();
      const body = JSON.stringify({ status: problem ?? 'ok' });
      return [problem === null ? 200 : 503, 'application/json', `${body}\n`];
    },
    '/metrics': async () => {
      const text = await metrics.render({ sessions: sessions.size, ...sessions.load });
      return [200, metrics.contentType, text];
    },
  };
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (request.method !== 'GET' || answer === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
      return;
    }
    answer().then(
      ([status, type, body]) => response.writeHead(status, { 'Content-Type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  };
}
