import { describe, expect, it } from 'vitest';
import type { Client } from '../client/client.ts';
import { ManageSieveError } from '../error.ts';
import { bulkLimits } from '../limits.ts';
import { type BulkOptions, forEachAccount } from './bulk.ts';

/** A connection, as far as this needs one. */
function createClient(names: readonly string[] = [], fails = false): Client {
  const client = {
    open: true,
    close: () => {},
    logout: async () => {},
    capabilities: { raw: new Map(names.map((name) => [name, null])) },
    unauthenticate: async () => {
      if (fails) throw new ManageSieveError('no', 'not now');
    },
  };
  return client as unknown as Client;
}

const users = Array.from({ length: 20 }, (_, i) => `user${i}`);

/** Runs over `users`, and keeps what became of each. */
async function run(more: Partial<BulkOptions<string>> = {}) {
  const seen = new Map<string, string>();
  let most = 0;
  let now = 0;
  const call = forEachAccount<string>({
    users,
    open: async () => createClient(),
    logIn: async () => {},
    work: async (_client, user) => {
      now++;
      most = Math.max(most, now);
      await new Promise((done) => setImmediate(done));
      now--;
      return user.toUpperCase();
    },
    onDone: async (user, outcome) => {
      seen.set(user, outcome.ok ? outcome.result : outcome.error.code);
    },
    ...more,
  });
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { seen, most, error };
}

describe('forEachAccount', () => {
  it('does each once, several at a time', async () => {
    const { seen, most, error } = await run();
    expect(error).toBeNull();
    expect([...seen.values()].sort()).toEqual(users.map((user) => user.toUpperCase()).sort());
    expect(most).toBe(bulkLimits.connections);
    expect((await run({ connections: 1 })).most).toBe(1);
  });

  it('tells of what fails for one user, and goes on', async () => {
    const { seen, error } = await run({
      logIn: async (_client, user) => {
        if (user === 'user3') throw new ManageSieveError('auth', 'no such user');
      },
    });
    expect(error).toBeNull();
    expect(seen.get('user3')).toBe('auth');
    expect([...seen.values()].filter((value) => value.startsWith('USER'))).toHaveLength(19);
  });

  it('tries again to connect, and stops when the server stays away', async () => {
    let tries = 0;
    const open = async (): Promise<Client> => {
      tries++;
      if (tries === 2) return createClient();
      throw new ManageSieveError('connect', 'nothing listens there');
    };
    const { seen, error } = await run({ open, connections: 1, retries: [1, 2] });
    expect(error).toMatchObject({ code: 'connect' });
    expect([...seen.keys()]).toEqual(['user0']);
    expect(tries).toBe(2 + 1 + 2);
    expect(bulkLimits.retries).toEqual([500, 2000]);
  });

  it.each([
    ['keeps a connection for the next user where the server lets it', false, 1],
    ['opens another where that fails', true, users.length],
  ])('%s', async (_name, fails, expected) => {
    let opened = 0;
    const open = async (): Promise<Client> => {
      opened++;
      return createClient(['UNAUTHENTICATE'], fails);
    };
    const { seen } = await run({ open, connections: 1 });
    expect(seen.size).toBe(users.length);
    expect(opened).toBe(expected);
  });

  it('does not try again what will not change', async () => {
    let tries = 0;
    const open = async (): Promise<Client> => {
      tries++;
      throw new ManageSieveError('tls', 'expired');
    };
    expect((await run({ open, connections: 1 })).error).toMatchObject({ code: 'tls' });
    expect(tries).toBe(1);
  });

  it('does the rest of a user’s work while the next one is served, and no longer', async () => {
    const log: string[] = [];
    let end = (): void => {};
    const served = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { seen, error } = await run({
      users: ['a', 'b', 'c'],
      connections: 1,
      work: async (_client, user) => {
        log.push(`serve ${user}`);
        if (user === 'b') end();
        return async () => {
          await served;
          log.push(`rest ${user}`);
          return user;
        };
      },
    });
    expect(error).toBeNull();
    expect([...seen.keys()]).toEqual(['a', 'b', 'c']);
    const at = (what: string): number => log.indexOf(what);
    expect(at('rest a')).toBeGreaterThan(at('serve b'));
    expect(at('rest a')).toBeLessThan(at('serve c'));
    expect(log).toHaveLength(6);
  });

  it('tells of a rest that fails, and stops for a bug in it, be it of the last user', async () => {
    const failing = (fault: Error) => ({
      connections: 2,
      work: async (_client: Client, user: string) => async () => {
        if (user === 'user19') throw fault;
        return user;
      },
    });
    const { seen, error } = await run(failing(new ManageSieveError('storage', 'full')));
    expect([error, seen.size, seen.get('user19')]).toEqual([null, 20, 'storage']);
    expect((await run(failing(new TypeError('a bug')))).error).toMatchObject({ message: 'a bug' });
  });

  it('stops for a signal, and for a bug', async () => {
    const stop = new AbortController();
    const onDone = async () => stop.abort();
    expect((await run({ signal: stop.signal, onDone })).error).toMatchObject({
      name: 'AbortError',
    });
    const work = async (): Promise<string> => {
      throw new TypeError('a bug');
    };
    expect((await run({ work })).error).toMatchObject({ message: 'a bug' });
  });
});
