import { type Client, ManageSieveError } from '@sievekit/managesieve';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONNECTION_IDLE_MS, PROBE_TIMEOUT_MS } from '../../limits.ts';
import { createSieveConnection } from './sieve-connection.ts';

/** A client whose connection the test can lose. */
function createClient() {
  let lost = false;
  const closing: (() => void)[] = [];
  const die = () => new ManageSieveError('closed', 'The connection is gone.');
  const client = {
    get open() {
      return !lost;
    },
    logout: vi.fn(async () => client.close()),
    close: vi.fn(() => {
      lost = true;
      for (const close of closing) close();
    }),
    noop: vi.fn(() => (lost ? Promise.reject(die()) : Promise.resolve())),
    hang: () => new Promise<void>((_, reject) => closing.push(() => reject(die()))),
    lose: () => {
      lost = true;
    },
  };
  return client as typeof client & Client;
}

const live = () => new AbortController().signal;
const use = (client: Client) => Promise.resolve(client);

describe('createSieveConnection', () => {
  it('keeps a connection that lives', async () => {
    const first = createClient();
    const open = vi.fn();
    const connection = createSieveConnection(open, first);
    expect(await connection.run(use, live())).toBe(first);
    expect(await connection.run(use, live())).toBe(first);
    expect(open).not.toHaveBeenCalled();
  });

  it('replaces a connection that was lost before it is used, and then keeps the new one', async () => {
    const [first, second] = [createClient(), createClient()];
    const open = vi.fn(async () => second as Client);
    const connection = createSieveConnection(open, first);
    first.lose();
    expect(await connection.run(use, live())).toBe(second);
    expect(await connection.run(use, live())).toBe(second);
    expect(open).toHaveBeenCalledOnce();
  });

  it('logs out when nobody uses it for CONNECTION_IDLE_MS, and comes back', async () => {
    vi.useFakeTimers();
    const [first, second] = [createClient(), createClient()];
    const connection = createSieveConnection(async () => second, first);
    await connection.run(use, live());
    await vi.advanceTimersByTimeAsync(CONNECTION_IDLE_MS);
    expect(first.logout).toHaveBeenCalledOnce();
    expect(await connection.run(use, live())).toBe(second);
    connection.close();
    vi.useRealTimers();
  });

  it('takes NO to NOOP for a sign of life', async () => {
    const first = createClient();
    first.noop.mockRejectedValue(new ManageSieveError('no', 'What is NOOP?'));
    const connection = createSieveConnection(vi.fn(), first);
    expect(await connection.run(use, live())).toBe(first);
  });

  it('never runs a task twice', async () => {
    const first = createClient();
    const open = vi.fn(async () => createClient() as Client);
    const connection = createSieveConnection(open, first);
    const task = vi.fn().mockRejectedValue(new ManageSieveError('closed', 'gone'));
    await expect(connection.run(task, live())).rejects.toThrow('gone');
    expect(task).toHaveBeenCalledOnce();
    expect(open).not.toHaveBeenCalled();
  });

  it('runs one task at a time, in order, and goes on after one that failed', async () => {
    const connection = createSieveConnection(vi.fn(), createClient());
    const steps: string[] = [];
    const task =
      (name: string, fails = false) =>
      async () => {
        steps.push(`${name} starts`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        steps.push(`${name} ends`);
        if (fails) throw new Error(name);
      };
    const a = connection.run(task('a', true), live());
    const b = connection.run(task('b'), live());
    await expect(a).rejects.toThrow('a');
    await b;
    expect(steps).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  });

  it('cuts a task that takes too long, and gives the next a fresh connection', async () => {
    const [first, second] = [createClient(), createClient()];
    const connection = createSieveConnection(async () => second, first);
    const slow = connection.run(() => first.hang(), AbortSignal.timeout(10));
    const next = connection.run(use, live());
    await expect(slow).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
    expect(await next).toBe(second);
  });

  it('never starts a task whose time ran out while it waited', async () => {
    const first = createClient();
    const connection = createSieveConnection(async () => createClient(), first);
    const slow = connection.run(() => first.hang(), AbortSignal.timeout(30));
    const task = vi.fn(use);
    await expect(connection.run(task, AbortSignal.timeout(10))).rejects.toThrow();
    await expect(slow).rejects.toThrow();
    await connection.run(use, live());
    expect(task).not.toHaveBeenCalled();
  });

  it('fails what is under way, and all that comes, once it is closed', async () => {
    const first = createClient();
    const open = vi.fn();
    const connection = createSieveConnection(open, first);
    const under = connection.run(() => first.hang(), live());
    connection.close();
    await expect(under).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await expect(connection.run(use, live())).rejects.toThrow();
    expect(first.close).toHaveBeenCalled();
    expect(open).not.toHaveBeenCalled();
  });
});

describe('a server that has gone silent', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is given up after PROBE_TIMEOUT_MS', async () => {
    const [first, second] = [createClient(), createClient()];
    first.noop.mockImplementation(() => first.hang());
    const connection = createSieveConnection(async () => second, first);
    const used = connection.run(use, live());
    await vi.advanceTimersByTimeAsync(PROBE_TIMEOUT_MS - 1);
    expect(first.close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await used).toBe(second);
  });
});
