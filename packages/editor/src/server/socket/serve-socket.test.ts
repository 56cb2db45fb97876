import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_BUFFERED_BYTES, REQUEST_TIMEOUT_MS } from '../../limits.ts';
import { createMetrics } from '../metrics.ts';
import { createSessionStore } from '../session/session-store.ts';
import type { SieveConnection } from '../session/sieve-connection.ts';
import { serveSocket } from './serve-socket.ts';

const list = JSON.stringify({ id: 1, method: 'list', params: {} });

function serve(run: SieveConnection['run'], bufferedAmount = 0) {
  const socket = Object.assign(new EventEmitter(), {
    readyState: WebSocket.OPEN,
    bufferedAmount,
    send: vi.fn(),
    close: vi.fn(),
    terminate: vi.fn(),
  });
  const sessions = createSessionStore({ idle: 60_000, absolute: 60_000 });
  const info = { user: 'ann', server: 'mail.example.org', capabilities: [] };
  const session = sessions.create(info, {
    login: { username: 'ann', password: 'secret' },
    connection: { run, close() {} },
  });
  const logger = pino({ level: 'silent' });
  const gate = { end: async () => sessions.end(session) };
  const metrics = createMetrics();
  serveSocket(socket as unknown as WebSocket, session, { sessions, gate, metrics, logger });
  return socket;
}

const answerNothing: SieveConnection['run'] = () =>
  Promise.resolve({ scripts: [], capabilities: [] } as never);

it('sends what a page reads', async () => {
  const socket = serve(answerNothing, MAX_BUFFERED_BYTES);
  socket.emit('message', list, false);
  await vi.waitFor(() => expect(socket.send).toHaveBeenCalledOnce());
});

it('cuts a page that asks and reads nothing', async () => {
  const socket = serve(answerNothing, MAX_BUFFERED_BYTES + 1);
  socket.emit('message', list, false);
  await vi.waitFor(() => expect(socket.terminate).toHaveBeenCalledOnce());
  expect(socket.send).not.toHaveBeenCalled();
});

it('gives each request REQUEST_TIMEOUT_MS', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  const socket = serve((_, signal) =>
    Promise.reject(signal.reason ?? new DOMException('', 'TimeoutError')),
  );
  socket.emit('message', list, false);
  await vi.waitFor(() => expect(socket.send).toHaveBeenCalledOnce());
  expect(timeout).toHaveBeenCalledWith(REQUEST_TIMEOUT_MS);
  expect(JSON.parse(socket.send.mock.calls[0]?.[0])).toMatchObject({ error: { code: 'timeout' } });
  timeout.mockRestore();
});

it('sends no answer that its own schema does not know, and says that the mistake is ours', async () => {
  const socket = serve(() => Promise.resolve({ scripts: 'all' } as never));
  socket.emit('message', list, false);
  await vi.waitFor(() => expect(socket.send).toHaveBeenCalledOnce());
  expect(JSON.parse(socket.send.mock.calls[0]?.[0])).toMatchObject({ error: { code: 'internal' } });
});
