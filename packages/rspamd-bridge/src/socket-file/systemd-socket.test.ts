import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listenOnSystemdSocket } from './systemd-socket.ts';

const pid = String(process.pid);

describe('listenOnSystemdSocket', () => {
  it.each([
    [{}],
    [{ LISTEN_PID: '1', LISTEN_FDS: '1' }],
    [{ LISTEN_PID: pid }],
    [{ LISTEN_PID: pid, LISTEN_FDS: '2' }],
  ])('does not take what was not handed over: %j', (env) => {
    expect(() => listenOnSystemdSocket(createServer(), env)).toThrow(
      expect.objectContaining({ code: 'socket' }),
    );
  });
});
