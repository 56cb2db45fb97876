import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { PING_INTERVAL_MS } from '../../limits.ts';
import { keepAlive } from './keep-alive.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createSocket(answers: boolean) {
  const events = new EventEmitter();
  const ping = vi.fn(() => void (answers && events.emit('pong')));
  const terminate = vi.fn();
  const socket = Object.assign(events, { ping, terminate });
  keepAlive(socket as unknown as WebSocket);
  return socket;
}

it('keeps a page that answers', () => {
  const socket = createSocket(true);
  vi.advanceTimersByTime(10 * PING_INTERVAL_MS);
  expect(socket.ping).toHaveBeenCalledTimes(10);
  expect(socket.terminate).not.toHaveBeenCalled();
});

it('cuts a page that did not answer a ping until the next', () => {
  const socket = createSocket(false);
  vi.advanceTimersByTime(PING_INTERVAL_MS);
  expect(socket.terminate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(PING_INTERVAL_MS);
  expect(socket.terminate).toHaveBeenCalledOnce();
});

it('stops with the connection', () => {
  const socket = createSocket(true);
  socket.emit('close');
  vi.advanceTimersByTime(PING_INTERVAL_MS);
  expect(socket.ping).not.toHaveBeenCalled();
});
