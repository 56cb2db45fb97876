import { createServer, type Server } from 'node:http';
import { HTTP_REQUEST_TIMEOUT_MS } from '../../limits.ts';

/** An HTTP server that waits for slow clients only so long (milliseconds), then answers 408. */
export function createWebServer(timeout: number = HTTP_REQUEST_TIMEOUT_MS): Server {
  return createServer({
    requestTimeout: timeout,
    headersTimeout: timeout,
    connectionsCheckingInterval: timeout / 3,
  });
}
