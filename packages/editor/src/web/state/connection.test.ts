import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLIENT_TIMEOUT_MS } from '../../limits.ts';
import { closeCode } from '../../shared/message.ts';
import { RECONNECT_FIRST, RECONNECT_LONGEST } from '../limits.ts';
import { Connection, type Socket } from './connection.ts';

class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly sent: { id: number; method: string }[] = [];
  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }
  close(): void {}
  opens(): void {
    this.onopen?.call(this as unknown as WebSocket, new Event('open'));
  }
  answers(message: unknown): void {
    const event = new MessageEvent('message', { data: JSON.stringify(message) });
    this.onmessage?.call(this as unknown as WebSocket, event);
  }
  breaks(code = 1006): void {
    const event = Object.assign(new Event('close'), { code, reason: '', wasClean: false });
    this.onclose?.call(this as unknown as WebSocket, event);
  }
}

function start(hasSession: () => Promise<boolean> = () => Promise.resolve(true)) {
  const sockets: FakeSocket[] = [];
  const onSessionOver = vi.fn();
  const open = (): FakeSocket => {
    sockets.push(new FakeSocket());
    return sockets.at(-1) as FakeSocket;
  };
  const connection = new Connection({ open, hasSession, onSessionOver });
  connection.start();
  return { connection, sockets, onSessionOver, last: () => sockets.at(-1) as FakeSocket };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Connection', () => {
  it('sends what was asked before it was open, and finds the answer by its id', async () => {
    const { connection, last } = start();
    const first = connection.call('activate', { name: 'a' });
    const second = connection.call('activate', { name: 'b' });
    expect(last().sent).toEqual([]);
    last().opens();
    const [one, two] = last().sent;
    last().answers({ id: two?.id, error: { code: 'not-found', message: 'No.' } });
    last().answers({ id: one?.id, result: null });
    await expect(first).resolves.toBeNull();
    await expect(second).rejects.toMatchObject({ code: 'not-found' });
  });

  it('believes no answer of another form', async () => {
    const { connection, last } = start();
    const call = connection.call('list', {});
    last().opens();
    last().answers({ id: last().sent[0]?.id, result: { scripts: 'all' } });
    await expect(call).rejects.toMatchObject({ code: 'internal' });
  });

  it('gives up after a while', async () => {
    const { connection, last } = start();
    const call = connection.call('list', {});
    last().opens();
    vi.advanceTimersByTime(CLIENT_TIMEOUT_MS);
    await expect(call).rejects.toMatchObject({ code: 'timeout' });
  });

  it('comes back by itself, later each time, and at once when asked', async () => {
    const { connection, sockets, last } = start();
    last().opens();
    for (let wait = RECONNECT_FIRST; wait < RECONNECT_LONGEST * 2; wait *= 2) {
      const count = sockets.length;
      last().breaks();
      await vi.advanceTimersByTimeAsync(Math.min(wait, RECONNECT_LONGEST) - 1);
      expect(sockets).toHaveLength(count);
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets).toHaveLength(count + 1);
    }
    last().breaks();
    await vi.advanceTimersByTimeAsync(0);
    connection.retry();
    last().opens();
    expect(connection.state.value).toBe('connected');
  });

  it('fails what was under way when it breaks, and asks nothing while it is away', async () => {
    const { connection, last } = start();
    last().opens();
    const call = connection.call('list', {});
    last().breaks();
    await expect(call).rejects.toMatchObject({ code: 'offline' });
    await expect(connection.call('list', {})).rejects.toMatchObject({ code: 'offline' });
  });

  it.each([
    ['the server says so', closeCode.sessionOver, true],
    ['the cookie holds no more', 1006, false],
  ])('does not come back when %s', async (_, code, session) => {
    const { sockets, last, onSessionOver } = start(() => Promise.resolve(session));
    last().opens();
    last().breaks(code);
    await vi.advanceTimersByTimeAsync(RECONNECT_LONGEST);
    expect(onSessionOver).toHaveBeenCalledOnce();
    expect(sockets).toHaveLength(1);
  });

  it('keeps trying while nobody can say whether the session stands', async () => {
    const { sockets, last, onSessionOver } = start(() => Promise.reject(new Error('away')));
    last().breaks();
    await vi.advanceTimersByTimeAsync(RECONNECT_FIRST);
    expect(onSessionOver).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(2);
  });

  it('stays closed after a stop', async () => {
    const { connection, sockets, last } = start();
    last().opens();
    connection.stop();
    last().breaks();
    await vi.advanceTimersByTimeAsync(RECONNECT_LONGEST);
    expect(sockets).toHaveLength(1);
  });
});
