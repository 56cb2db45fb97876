import type { WebSocket } from 'ws';
import { PING_INTERVAL_MS } from '../../limits.ts';

/** Pings, so that proxies keep the connection; cuts it when a ping went unanswered. */
export function keepAlive(socket: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, PING_INTERVAL_MS);
  timer.unref();
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => clearInterval(timer));
}
