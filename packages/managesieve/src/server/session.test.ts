import { Server as Listener } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectRaw, type RawClient } from '../../test/raw-client.ts';
import { Refusal } from './refusal.ts';
import { createServer } from './server.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './start-test-server.ts';
import { createMemoryStore } from './store/memory-store.ts';

const servers: TestServer[] = [];
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer({ ...options });
  servers.push(server);
  return server;
}

async function join(server: TestServer): Promise<RawClient> {
  const client = await connectRaw(server.port);
  clients.push(client);
  await client.reply();
  return client;
}

const plain = (authzid: string, username: string, password: string) =>
  `AUTHENTICATE "PLAIN" "${Buffer.from([authzid, username, password].join('\0')).toString('base64')}"\r\n`;
const login = plain('', 'alice', 'secret');

/** What a client of implicit TLS is told until it hears a response. */
async function readGreeting(server: TestServer, ca = server.ca): Promise<string> {
  const socket: TLSSocket = connectTls({ port: server.port, host: server.host, ca });
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (/^(OK|NO|BYE).*\r\n$/m.test(text)) break;
  }
  return text;
}

describe('implicit TLS', () => {
  it('greets behind the handshake, and offers no STARTTLS', async () => {
    const greeting = await readGreeting(await start({ tls: 'implicit' }));
    expect(greeting).toContain('"SASL" "SCRAM-SHA-256-PLUS ');
    expect(greeting).not.toContain('STARTTLS');
    expect(greeting).toMatch(/\r\nOK "The server is ready\."\r\n$/);
  });

  it('says nothing to who speaks no TLS, and lives on', async () => {
    const server = await start({ tls: 'implicit' });
    const client = await connectRaw(server.port);
    client.send('NOOP\r\n');
    expect((await client.rest()).filter((line) => /^(OK|NO|BYE|")/.test(line))).toEqual([]);
    expect(await readGreeting(server)).toMatch(/OK/);
  });

  it('waits no longer for a handshake than for a login', async () => {
    const server = await start({ tls: 'implicit', limits: { loginTime: 50, closeTime: 50 } });
    const client = await connectRaw(server.port);
    await client.rest();
    expect(client.socket.destroyed).toBe(true);
  });

  it('stands beside STARTTLS in one server', async () => {
    const { createAuthority } = await import('../authority.ts');
    const authority = await createAuthority();
    const server = createServer({
      store: createMemoryStore(),
      users: { verify: async () => true },
      check: () => ({ errors: [], warnings: [] }),
      capabilities: [],
      tls: await authority.issue(['127.0.0.1']),
    });
    const ports = [await server.listen(0), await server.listen(0, '127.0.0.1', 'implicit')];
    const [starttls, implicit] = ports.map(({ port }) => port);
    expect(await (await connectRaw(starttls ?? 0)).reply()).toContain('"STARTTLS"');
    const shared = { host: '127.0.0.1', tls: 'implicit', ca: authority.ca } as const;
    const known = { ...shared, port: implicit ?? 0, store: createMemoryStore() };
    expect(await readGreeting({ ...known, close: async () => {} })).toMatch(/OK/);
    await server.close();
  });

  it('needs a certificate', async () => {
    const server = createServer({
      store: createMemoryStore(),
      users: { verify: async () => true },
      check: () => ({ errors: [], warnings: [] }),
      capabilities: [],
    });
    const listening = server.listen(0, '127.0.0.1', 'implicit');
    await expect(listening).rejects.toMatchObject({ code: 'tls' });
  });
});

describe('UNAUTHENTICATE', () => {
  it('leads back to before the login, and another user may log in', async () => {
    const server = await start({ users: { alice: 'secret', bob: 'other' } });
    await server.store.put('alice', 'a', Buffer.from('keep;'));
    const client = await join(server);
    await client.ask(login);
    expect(await client.ask('UNAUTHENTICATE\r\n')).toBe('OK "Nobody is logged in now."');
    expect(await client.ask('LISTSCRIPTS\r\n')).toBe('NO "Log in first."');
    client.send('CAPABILITY\r\n');
    const lines = (await client.reply()).join();
    expect(lines).toContain('"SASL" "SCRAM-SHA-256 SCRAM-SHA-1 PLAIN"');
    expect(lines).toContain('"UNAUTHENTICATE"');
    expect(lines).not.toContain('OWNER');
    expect(await client.ask(plain('', 'bob', 'other'))).toBe('OK "Logged in."');
    client.send('LISTSCRIPTS\r\n');
    expect(await client.reply()).toEqual(['OK "Listscripts completed."']);
  });

  it('keeps TLS', async () => {
    const server = await start();
    const client = await join(server);
    await client.ask('STARTTLS\r\n');
    await client.startTls(server.ca);
    await client.reply();
    await client.ask(login);
    await client.ask('UNAUTHENTICATE\r\n');
    expect(await client.ask('STARTTLS\r\n')).toBe('NO "TLS is active already."');
    expect(await client.ask(login)).toBe('OK "Logged in."');
  });

  it('is not for those who are not logged in', async () => {
    expect(await (await join(await start())).ask('UNAUTHENTICATE\r\n')).toBe('NO "Log in first."');
  });

  it('brings the limits of strangers back', async () => {
    const server = await start({ limits: { loginTime: 500, discard: 0, badBeforeLogin: 2 } });
    const client = await join(server);
    await client.ask(login);
    await new Promise((done) => setTimeout(done, 600));
    expect(await client.ask('UNAUTHENTICATE\r\n')).toMatch(/^OK/);
    expect(await client.rest()).toEqual(['BYE "Log in sooner."']);

    const second = await join(server);
    await second.ask(login);
    second.send('UNAUTHENTICATE\r\nNOOP {20000+}\r\n');
    expect((await second.rest()).at(-1)).toMatch(/^BYE "A literal/);
  });
});

describe('an admin', () => {
  const users = { root: { password: 'secret', admin: true }, alice: 'secret' };

  it('works on the scripts of another, one after the other', async () => {
    const server = await start({ users: { ...users, bob: 'x' } });
    const client = await join(server);
    for (const owner of ['alice', 'bob']) {
      expect(await client.ask(plain(owner, 'root', 'secret'))).toBe('OK "Logged in."');
      expect(await client.ask(`PUTSCRIPT "of ${owner}" "keep;"\r\n`)).toMatch(/^OK/);
      await client.ask('UNAUTHENTICATE\r\n');
    }
    for (const owner of ['alice', 'bob']) {
      expect(await server.store.list(owner)).toEqual([{ name: `of ${owner}`, active: false }]);
    }
  });

  it.each([
    ['alice', 'root', 'secret'],
    ['nobody', 'root', 'secret'],
    ['a\nb', 'root', 'secret'],
    ['root', 'alice', 'secret'],
  ])('for %j, by %s: not this', async (authzid, username, password) => {
    const { alice, ...others } = users;
    const server = await start({ users: authzid === 'root' ? { alice, ...others } : others });
    const reply = await (await join(server)).ask(plain(authzid, username, password));
    expect(reply).toBe('NO "You may not work on the scripts of that user."');
  });
});

it('tells what the users say in words and with a code of their own', async () => {
  const verify = async () => {
    throw new Refusal('Your scripts have moved.', 'REFERRAL', 'sieve://other.example/');
  };
  const client = await join(await start({ users: { verify } }));
  expect(await client.ask(login)).toBe(
    'NO (REFERRAL "sieve://other.example/") "Your scripts have moved."',
  );
});

it('tells how to notify and how often to redirect', async () => {
  const server = await start({ notify: ['mailto', 'xmpp'], maxRedirects: 4 });
  const greeting = await (await connectRaw(server.port)).reply();
  expect(greeting).toContain('"NOTIFY" "mailto xmpp"');
  expect(greeting).toContain('"MAXREDIRECTS" "4"');
});

it.each([
  [2000, 2000],
  [1, 511],
])(
  'lets in %i, and %i wait at the door: who finds it full comes again later',
  async (connections, backlog) => {
    const listen = vi.spyOn(Listener.prototype, 'listen');
    await start({ limits: { connections } });
    expect(listen.mock.calls[0]?.[0]).toMatchObject({ backlog });
    listen.mockRestore();
  },
);

it('lets go of those whom it turned away and who do not go', async () => {
  const server = await start({ limits: { connections: 1, closeTime: 50 } });
  await join(server);
  const second = await connectRaw(server.port);
  clients.push(second);
  second.socket.allowHalfOpen = true;
  expect(await second.reply()).toEqual(['BYE (TRYLATER) "There are too many connections."']);
  // This ends only when every socket has.
  await server.close();
});

it('refuses an argument that is too long, and stays in step', async () => {
  const client = await join(await start({ limits: { literal: 100 } }));
  await client.ask(login);
  expect(await client.ask(`GETSCRIPT {200+}\r\n${'x'.repeat(200)}\r\n`)).toBe(
    'NO "An argument is too long."',
  );
  expect(await client.ask('NOOP\r\n')).toMatch(/^OK/);
});

it('a store is asked one thing at a time for each user, and for several users at once', async () => {
  const store = createMemoryStore();
  const { get } = store;
  const busy = { alice: 0, bob: 0 };
  const most = { alice: 0, all: 0 };
  store.get = async (user, name) => {
    busy[user as 'alice']++;
    most.alice = Math.max(most.alice, busy.alice);
    most.all = Math.max(most.all, busy.alice + busy.bob);
    await new Promise((done) => setTimeout(done, 20));
    busy[user as 'alice']--;
    return get(user, name);
  };
  const server = await start({ store, users: { verify: async () => true } });
  const sessions = await Promise.all([join(server), join(server), join(server)]);
  const users = ['alice', 'alice', 'bob'];
  await Promise.all(sessions.map((on, index) => on.ask(plain('', users[index] ?? '', 'pw'))));
  await Promise.all(sessions.map((session) => session.ask('GETSCRIPT "a"\r\n')));
  expect(most).toEqual({ alice: 1, all: 2 });
});
