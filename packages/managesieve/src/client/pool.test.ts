import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { ManageSieveError } from '../error.ts';
import { type PoolLimits, poolLimits } from '../limits.ts';
import type { Client } from './client.ts';
import { connectAs } from './connect-as.ts';
import { createPool, type Pool } from './pool.ts';

let server: ScriptedServer | undefined;
let pool: Pool | undefined;
afterEach(async () => {
  await pool?.close();
  await server?.stop();
});

const wait = (time: number) => new Promise((done) => setTimeout(done, time));

/** What each connection was told behind its login. */
let told: string[][];

/** Answers all with OK, or as the test says: `null` hangs up, the empty text says nothing. */
async function join(
  limits: Partial<PoolLimits> = {},
  answer: (line: string, connection: number) => string | null = () => 'OK\r\n',
): Promise<Pool> {
  told = [];
  server = await startScripted(async (peer: Peer) => {
    const lines: string[] = [];
    const connection = told.push(lines) - 1;
    peer.send(`${hello}OK\r\n`);
    await peer.line();
    peer.send('OK\r\n"VERSION" "1.0"\r\nOK\r\nOK\r\n');
    for (let skip = 0; skip < 2; skip++) await peer.line();
    for (let line = await peer.line(); line !== null; line = await peer.line()) {
      lines.push(line);
      const said = answer(line, connection);
      if (said === null) peer.socket.destroy();
      else peer.send(said);
    }
  });
  const { port } = server;
  const options = { host: '127.0.0.1', port, tls: 'none', allowPlaintextPassword: true } as const;
  const credentials = { username: 'alice', password: 'pw' };
  const open = (signal: AbortSignal) => connectAs({ ...options, signal }, credentials);
  pool = createPool({ open, limits });
  return pool;
}

const noop = (client: Client) => client.noop();

describe('a pool', () => {
  it('uses one connection for tasks that follow each other', async () => {
    const joined = await join();
    for (const tag of ['a', 'b', 'c']) await joined.run((client) => client.noop(tag));
    expect(told).toEqual([['NOOP "a"', 'NOOP "b"', 'NOOP "c"']]);
  });

  it('has no more connections than it may, and makes the others wait in turn', async () => {
    const joined = await join({ size: 2 });
    const order: number[] = [];
    const tasks = Array.from({ length: 6 }, (_, index) =>
      joined.run(async (client) => {
        order.push(index);
        await client.noop();
      }),
    );
    await Promise.all(tasks);
    expect(told).toHaveLength(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
    expect(poolLimits.size).toBe(4);
  });

  it('asks a connection that was idle whether it lives', async () => {
    const joined = await join({ freshTime: 0 });
    await joined.run((client) => client.setActive('a'));
    await joined.run((client) => client.setActive('b'));
    expect(told).toEqual([['SETACTIVE "a"', 'NOOP', 'SETACTIVE "b"']]);
  });

  it.each([
    ['hangs up', null],
    ['says BYE', 'BYE (TRYLATER) "Idle"\r\n'],
    ['is silent', ''],
  ])('takes another when the one that was idle %s', async (_, said) => {
    const limits = { freshTime: 0, probeTime: 50 };
    const joined = await join(limits, (line, at) =>
      line === 'NOOP' && at === 0 ? said : 'OK\r\n',
    );
    await joined.run((client) => client.setActive('a'));
    await joined.run((client) => client.setActive('b'));
    expect(told).toEqual([['SETACTIVE "a"', 'NOOP'], ['SETACTIVE "b"']]);
  });

  it('never runs a task again', async () => {
    const joined = await join({}, () => null);
    await expect(joined.run((client) => client.setActive('a'))).rejects.toMatchObject({
      code: 'closed',
    });
    expect(told).toEqual([['SETACTIVE "a"']]);
  });

  it('logs out of what is idle for long', async () => {
    const joined = await join({ idleTime: 20 });
    await joined.run(noop);
    while (!told[0]?.includes('LOGOUT')) await wait(5);
    await joined.run(noop);
    expect(told).toEqual([['NOOP', 'LOGOUT'], ['NOOP']]);
  });

  it('cuts the connection of a task that is aborted, and frees its place', async () => {
    const joined = await join({ size: 1 }, (line) => (line === 'NOOP "never"' ? '' : 'OK\r\n'));
    const controller = new AbortController();
    const task = joined.run((client) => client.noop('never'), { signal: controller.signal });
    const next = joined.run(noop);
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(task).rejects.toMatchObject({ code: 'aborted', cause: { message: 'enough' } });
    await next;
    expect(told).toEqual([['NOOP "never"'], ['NOOP']]);
  });

  it('lets a task leave the queue', async () => {
    const joined = await join({ size: 1 });
    const controller = new AbortController();
    let free = () => {};
    const gate = new Promise<void>((done) => {
      free = done;
    });
    const first = joined.run(() => gate);
    const second = joined.run(noop, { signal: controller.signal });
    const third = joined.run(noop);
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    free();
    await Promise.all([first, third]);
    await expect(joined.run(noop, { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('keeps nothing of a task that is done', async () => {
    const joined = await join();
    const { signal } = new AbortController();
    const any = vi.spyOn(AbortSignal, 'any');
    for (let count = 0; count < 3; count++) await joined.run(noop, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(any).not.toHaveBeenCalled();
    any.mockRestore();
  });

  it('may have many tasks at once', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const joined = await join();
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => joined.run(noop, { signal })));
    await wait(10);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('has a bound on those who wait', async () => {
    const joined = await join({ size: 1, waiting: 1 });
    const tasks = [joined.run(noop), joined.run(noop)];
    await expect(joined.run(noop)).rejects.toMatchObject({ code: 'limit' });
    await Promise.all(tasks);
    expect(poolLimits.waiting).toBe(10_000);
  });

  it('ends all when it is closed', async () => {
    const joined = await join({}, (line) => (line === 'NOOP' ? '' : 'OK\r\n'));
    await joined.run((client) => client.setActive(''));
    const task = joined.run(noop);
    while (told.flat().length < 2) await wait(2);
    await joined.close();
    await expect(task).rejects.toMatchObject({ code: 'closed' });
    await expect(joined.run(noop)).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('connecting', () => {
  const fail = (code: ManageSieveError['code'], detail = {}) =>
    new ManageSieveError(code, 'no', detail);
  it.each([
    [fail('connect'), 3],
    [fail('timeout'), 3],
    [fail('closed'), 3],
    [fail('bye', { responseCode: { name: 'TRYLATER', args: [] } }), 3],
    [fail('bye', { responseCode: { name: 'REFERRAL', args: ['sieve://x'] } }), 1],
    [fail('auth'), 1],
    [fail('tls'), 1],
    [fail('insecure'), 1],
    [new TypeError('a bug'), 1],
  ])('that fails with %o is tried %i times', async (error, expected) => {
    let attempts = 0;
    const open = () => {
      attempts++;
      return Promise.reject(error);
    };
    pool = createPool({ open, limits: { pause: 1 } });
    await expect(pool.run(noop)).rejects.toBe(error);
    expect(attempts).toBe(expected);
    expect(poolLimits).toMatchObject({ attempts: 3, pause: 250 });
  });
});
