import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw, type RawClient } from '../../test/raw-client.ts';
import { createAuthority } from '../authority.ts';
import { serverLimits } from '../limits.ts';
import type { ServerOptions } from './config.ts';
import { createServer, type Server } from './server.ts';
import { createMemoryStore } from './store/memory-store.ts';

let server: Server | undefined;
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  await server?.close();
  server = undefined;
});

const authority = await createAuthority();
const tls = await authority.issue(['127.0.0.1']);

async function start(options: Partial<ServerOptions> = {}): Promise<number> {
  server = createServer({
    store: createMemoryStore(),
    users: { verify: async (username, password) => username === 'alice' && password === 'pw' },
    check: () => ({ errors: [], warnings: [] }),
    capabilities: ['fileinto', 'vacation'],
    tls,
    ...options,
  });
  return (await server.listen(0)).port;
}

async function join(port: number): Promise<RawClient> {
  const client = await connectRaw(port);
  clients.push(client);
  await client.reply();
  return client;
}

const login = `AUTHENTICATE "PLAIN" "${Buffer.from('\0alice\0pw').toString('base64')}"\r\n`;

async function joinAndLogIn(options: Partial<ServerOptions> = {}): Promise<RawClient> {
  const client = await join(await start(options));
  expect(await client.ask(login)).toBe('OK "Logged in."');
  return client;
}

describe('the greeting', () => {
  it('lists the capabilities before and after TLS, and after login', async () => {
    const client = await connectRaw(await start({ implementation: 'test "1"' }));
    clients.push(client);
    const common = ['"IMPLEMENTATION" "test \\"1\\""', '"SIEVE" "fileinto vacation"'];
    const version = ['"UNAUTHENTICATE"', '"VERSION" "1.0"'];
    const ready = 'OK "The server is ready."';
    const before = [...common, '"SASL" "PLAIN"', '"STARTTLS"', ...version];
    expect(await client.reply()).toEqual([...before, ready]);
    expect(await client.ask('STARTTLS\r\n')).toBe('OK "Begin TLS negotiation now."');
    await client.startTls(authority.ca);
    const secured = [...common, '"SASL" "PLAIN"', ...version];
    expect(await client.reply()).toEqual([...secured, 'OK "TLS negotiation successful."']);
    expect(await client.ask('STARTTLS\r\n')).toBe('NO "TLS is active already."');
    expect(await client.ask(login)).toBe('OK "Logged in."');
    client.send('capability\r\n');
    const after = [...common, '"OWNER" "alice"', ...version, 'OK "Capability completed."'];
    expect(await client.reply()).toEqual(after);
  });

  it('offers no TLS when there is none', async () => {
    const { tls: _, ...without } = { tls };
    server = createServer({
      store: createMemoryStore(),
      users: { verify: async () => false },
      check: () => ({ errors: [], warnings: [] }),
      capabilities: [],
      ...without,
    });
    const client = await connectRaw((await server.listen(0)).port);
    clients.push(client);
    expect(await client.reply()).not.toContain('"STARTTLS"');
    expect(await client.ask('STARTTLS\r\n')).toBe('NO "This server has no TLS."');
  });

  it('refuses a certificate that is none', async () => {
    await expect(start({ tls: { key: 'x', cert: 'y' } })).rejects.toMatchObject({ code: 'tls' });
  });
});

describe('STARTTLS', () => {
  it('hangs up when commands come behind it, before TLS', async () => {
    const client = await join(await start());
    client.send(`STARTTLS\r\n${login}`);
    expect(await client.rest()).toEqual(['BYE "Nothing may be sent between STARTTLS and TLS."']);
  });

  it('does not outlive a handshake that fails', async () => {
    const client = await join(await start());
    await client.ask('STARTTLS\r\n');
    client.send('this is not TLS\r\n');
    const lines = await client.rest();
    expect(lines.filter((line) => /^(OK|NO)/.test(line))).toEqual([]);
  });
});

describe('AUTHENTICATE', () => {
  it.each([
    ['without initial data', 'AUTHENTICATE "PLAIN"\r\n', '"AGFsaWNlAHB3"\r\n', 'OK "Logged in."'],
    [
      'with literals',
      'authenticate {5+}\r\nplain {12+}\r\nAGFsaWNlAHB3\r\n',
      '',
      'OK "Logged in."',
    ],
    ['cancelled', 'AUTHENTICATE "PLAIN"\r\n', '"*"\r\n', 'NO "The login was cancelled."'],
    ['with nonsense', 'AUTHENTICATE "PLAIN" "!!!"\r\n', '', 'NO "This is not base 64."'],
    [
      'with a wrong password',
      `AUTHENTICATE "PLAIN" "${Buffer.from('\0alice\0no').toString('base64')}"\r\n`,
      '',
      'NO "The user name or the password is wrong."',
    ],
    [
      'for somebody else',
      `AUTHENTICATE "PLAIN" "${Buffer.from('bob\0alice\0pw').toString('base64')}"\r\n`,
      '',
      'NO "You may not work on the scripts of that user."',
    ],
    [
      'with another mechanism',
      'AUTHENTICATE "GSSAPI"\r\n',
      '',
      'NO "This mechanism is not supported."',
    ],
    [
      'with a weak mechanism',
      'AUTHENTICATE "LOGIN"\r\n',
      '',
      'NO (AUTH-TOO-WEAK) "This mechanism is too weak."',
    ],
  ])('%s', async (_, command, answer, expected) => {
    const client = await join(await start());
    client.send(command);
    if (answer !== '') {
      expect(await client.line()).toBe('""');
      client.send(answer);
    }
    expect((await client.reply()).at(-1)).toBe(expected);
  });

  it('tells no secret when the users cannot be asked', async () => {
    const errors: unknown[] = [];
    const client = await join(
      await start({
        users: { verify: () => Promise.reject(new Error('disk on fire')) },
        onError: (error) => errors.push(error),
      }),
    );
    expect(await client.ask(login)).toMatch(/^NO \(TRYLATER\)/);
    expect(errors).toHaveLength(1);
  });

  it('is not for those who are logged in', async () => {
    const client = await joinAndLogIn();
    expect(await client.ask(login)).toBe('NO "You are logged in already."');
  });
});

describe('one reply a command', () => {
  it.each([
    ['BOGUS', 'NO "There is no such command."'],
    ['"NOOP"', 'NO "There is no such command."'],
    ['(', 'NO "There is no such command."'],
    ['noop', 'OK "NOOP completed."'],
    ['  NOOP   "a"  ', 'OK (TAG "a") "NOOP completed."'],
    ['NOOP {1}\r\nb', 'OK (TAG "b") "NOOP completed."'],
    ['NOOP x', 'NO "An argument is not a string: it needs quotation marks or {n+}."'],
    ['CAPABILITY "x"', 'NO "There are too many arguments."'],
    ['HAVESPACE "x"', 'NO "An argument is missing."'],
    ['HAVESPACE "x" "5"', 'NO "An argument is not a number between 0 and 4294967295."'],
    ['HAVESPACE "x" -1', 'NO "An argument is not a number between 0 and 4294967295."'],
    ['HAVESPACE "x" 05', 'NO "An argument is not a number between 0 and 4294967295."'],
    ['HAVESPACE "x" 4294967296', 'NO "An argument is not a number between 0 and 4294967295."'],
    [
      'HAVESPACE "x" 4294967295',
      'NO (QUOTA/MAXSIZE) "A script may have 1048576 octets and no more."',
    ],
    ['GETSCRIPT "', 'NO "The command has a quoted string without an end."'],
    ['GETSCRIPT ""', 'NO "The script name is empty."'],
    ['GETSCRIPT {1+}\r\n\xff', 'NO "An argument is not UTF-8."'],
    ['GETSCRIPT {1+}\r\n\x07', 'NO "The script name has control characters in it."'],
    ['GETSCRIPT "e\xcc\x81"', 'NO "The script name is not in Unicode normal form C."'],
    ['SETACTIVE ""', 'OK "No script is active."'],
    ['DELETESCRIPT "x"', 'NO (NONEXISTENT) "There is no script named “x”."'],
    [
      'PUTSCRIPT "a\\n" {11+}\r\nLOGOUT\r\nOK\r',
      'NO "The command has an unknown escape in a quoted string."',
    ],
    ['PUTSCRIPT {1+}\r\n\xff {8+}\r\nLOGOUT\r\n', 'NO "An argument is not UTF-8."'],
    ['BOGUS {8+}\r\nLOGOUT\r\n', 'NO "There is no such command."'],
    ['\r\n\r\nNOOP', 'OK "NOOP completed."'],
  ])('%j', async (command, expected) => {
    const client = await joinAndLogIn();
    client.send(Buffer.from(`${command}\r\nNOOP "end"\r\n`, 'latin1'));
    expect((await client.reply()).at(-1)).toBe(expected);
    expect(await client.reply()).toEqual(['OK (TAG "end") "NOOP completed."']);
  });
});

describe('scripts that are too large', () => {
  it('are thrown away, and the next command is answered', async () => {
    const client = await joinAndLogIn({ limits: { literal: 100, scriptSize: 50 } });
    const refused = 'NO (QUOTA/MAXSIZE) "A script may have 50 octets and no more."';
    for (const size of [51, 100, 101, 200_000]) {
      const script = 'x'.repeat(size);
      expect(await client.ask(`PUTSCRIPT "a" {${size}+}\r\n${script}\r\n`)).toBe(refused);
      expect(await client.ask(`CHECKSCRIPT {${size}+}\r\n${script}\r\n`)).toBe(refused);
    }
    expect(await client.ask('PUTSCRIPT "a" {1+}\r\nx\r\n')).toBe('OK "Putscript completed."');
  });

  it('are such as do not fit: those that do are taken after login', async () => {
    const client = await joinAndLogIn();
    const size = serverLimits.scriptSize;
    const command = `PUTSCRIPT {1+}\r\na {${size}+}\r\n${'x'.repeat(size)}\r\n`;
    expect(await client.ask(command)).toBe('OK "Putscript completed."');
  });

  it('end the session when they are absurd', async () => {
    const client = await joinAndLogIn();
    client.send(`PUTSCRIPT "a" {${serverLimits.discard + serverLimits.literal}+}\r\n`);
    expect((await client.rest()).join()).toMatch(/^BYE "A literal of \d+ octets/);
  });

  it('end the session sooner before login', async () => {
    const client = await join(await start({ limits: { discard: 0 } }));
    client.send(`NOOP {${serverLimits.literalBeforeLogin + 1}+}\r\n`);
    expect((await client.rest()).join()).toMatch(/^BYE "A literal/);
  });

  it('do not keep the client from hearing why, while it goes on sending', async () => {
    const client = await join(await start());
    client.send(Buffer.alloc(8 * 1024 * 1024, 'x'));
    expect((await client.reply()).join()).toMatch(/^BYE "A line is longer/);
  });

  it('and lines without end get BYE', async () => {
    const client = await join(await start());
    client.send('x'.repeat(serverLimits.line + 1));
    expect((await client.rest()).join()).toMatch(/^BYE "A line is longer/);
  });
});

describe('the quota', () => {
  it('bounds the number of scripts; replacing one is allowed at the limit', async () => {
    const client = await joinAndLogIn({ limits: { scripts: 2 } });
    const put = (name: string) => client.ask(`PUTSCRIPT "${name}" {1+}\r\nx\r\n`);
    for (const name of ['a', 'b', 'a']) expect(await put(name)).toMatch(/^OK/);
    expect(await put('c')).toMatch(/^NO \(QUOTA\/MAXSCRIPTS\)/);
    expect(await client.ask('HAVESPACE "c" 1\r\n')).toMatch(/^NO \(QUOTA\/MAXSCRIPTS\)/);
    expect(await client.ask('HAVESPACE "a" 1\r\n')).toMatch(/^OK/);
    expect(await client.ask('RENAMESCRIPT "a" "c"\r\n')).toMatch(/^OK/);
  });

  it('holds when two sessions put at once', async () => {
    const store = createMemoryStore();
    const { list } = store;
    store.list = async (user) => {
      const found = await list(user);
      await new Promise((done) => setTimeout(done, 20));
      return found;
    };
    const port = await start({ store, limits: { scripts: 1 } });
    const sessions = await Promise.all([join(port), join(port)]);
    for (const session of sessions) await session.ask(login);
    const put = async (session: RawClient, index: number) =>
      (await session.ask(`PUTSCRIPT "s${index}" {1+}\r\nx\r\n`))?.slice(0, 2);
    expect((await Promise.all(sessions.map(put))).sort()).toEqual(['NO', 'OK']);
  });
});

describe('the checker', () => {
  const complaint = (line: number) => ({ line, message: 'odd\nthing' });

  it('has its errors told, and the script is not stored', async () => {
    const check = () => ({ errors: [complaint(2)], warnings: [complaint(1)] });
    const client = await joinAndLogIn({ check });
    client.send('PUTSCRIPT "a" {1+}\r\nx\r\n');
    const lines = [
      await client.line(),
      await client.line(),
      await client.line(),
      await client.line(),
    ];
    expect(lines).toEqual([
      'NO {54}',
      'line 2: error: odd thing',
      'line 1: warning: odd thing',
      '',
    ]);
    client.send('LISTSCRIPTS\r\n');
    expect(await client.reply()).toEqual(['OK "Listscripts completed."']);
  });

  it('has its warnings told', async () => {
    const check = () => ({ errors: [], warnings: [complaint(1)] });
    const client = await joinAndLogIn({ check });
    client.send('CHECKSCRIPT "x"\r\n');
    expect([await client.line(), await client.line()]).toEqual([
      'OK (WARNINGS) {28}',
      'line 1: warning: odd thing',
    ]);
  });

  it('is cut short when it says too much', async () => {
    const errors = Array.from({ length: 50 }, (_, index) => complaint(index + 1));
    const check = () => ({ errors, warnings: [] });
    const client = await joinAndLogIn({ check, limits: { complaints: 3 } });
    client.send('CHECKSCRIPT "x"\r\nNOOP "end"\r\n');
    const lines: (string | null)[] = [];
    while (!lines.at(-1)?.startsWith('OK (TAG')) lines.push(await client.line());
    expect(lines.filter((line) => line?.startsWith('line'))).toHaveLength(3);
  });

  it('may fail without an end to the session', async () => {
    const errors: unknown[] = [];
    const client = await joinAndLogIn({
      check: () => {
        throw new Error('a bug');
      },
      onError: (error) => errors.push(error),
    });
    expect(await client.ask('CHECKSCRIPT "x"\r\n')).toMatch(/^NO \(TRYLATER\)/);
    expect(await client.ask('NOOP\r\n')).toMatch(/^OK/);
    expect(errors).toMatchObject([{ message: 'a bug' }]);
  });
});

describe('bad commands', () => {
  it(`end the session at the third before login`, async () => {
    const client = await join(await start());
    client.send('A\r\nB\r\nC\r\nD\r\n');
    expect(await client.rest()).toEqual([
      'NO "There is no such command."',
      'NO "There is no such command."',
      'BYE "There were too many bad commands."',
    ]);
    expect(serverLimits.badBeforeLogin).toBe(3);
  });

  it('end the session at the twentieth after login', async () => {
    const client = await joinAndLogIn();
    client.send('A\r\n'.repeat(30));
    const lines = await client.rest();
    expect(lines).toHaveLength(serverLimits.badAfterLogin);
    expect(lines.at(-1)).toMatch(/^BYE/);
  });

  it('before login are forgotten with it', async () => {
    const client = await join(await start());
    client.send('A\r\nB\r\n');
    await client.reply();
    await client.reply();
    expect(await client.ask(login)).toMatch(/^OK/);
    client.send('A\r\n'.repeat(30));
    expect(await client.rest()).toHaveLength(serverLimits.badAfterLogin);
  });

  it('are not those that are refused for good reasons', async () => {
    const client = await joinAndLogIn();
    for (let count = 0; count < 40; count++) {
      expect(await client.ask('GETSCRIPT "none"\r\n')).toMatch(/^NO \(NONEXISTENT\)/);
    }
  });
});

describe('time-outs', () => {
  it('end a session that does not log in, whatever it says', async () => {
    const client = await join(await start({ limits: { loginTime: 80 } }));
    const timer = setInterval(() => client.send('NOOP\r\n'), 10);
    const lines = await client.rest();
    clearInterval(timer);
    expect(lines.at(-1)).toBe('BYE "Log in sooner."');
  });

  it('end a session that is idle after login', async () => {
    const client = await joinAndLogIn({ limits: { idleTime: 600, loginTime: 100 } });
    await new Promise((done) => setTimeout(done, 150));
    expect(await client.ask('NOOP\r\n')).toMatch(/^OK/);
    expect(await client.rest()).toEqual(['BYE "You were silent too long."']);
    expect(serverLimits.idleTime).toBeGreaterThanOrEqual(30 * 60 * 1000);
  });
});

describe('close', () => {
  it('says BYE to all, and lets nobody in', async () => {
    const port = await start();
    const sessions = await Promise.all([join(port), join(port)]);
    await sessions[0]?.ask(login);
    await server?.close();
    server = undefined;
    for (const session of sessions) {
      expect(await session.rest()).toEqual(['BYE (TRYLATER) "The server is shutting down."']);
    }
    expect(await (await connectRaw(port)).line()).toBeNull();
  });

  it('waits for the reply that is being made', async () => {
    let finish = () => {};
    const store = createMemoryStore();
    const waiting = new Promise<void>((done) => {
      store.list = async () => {
        done();
        await new Promise<void>((go) => {
          finish = go;
        });
        return [];
      };
    });
    const client = await joinAndLogIn({ store });
    client.send('LISTSCRIPTS\r\n');
    await waiting;
    const closed = server?.close();
    finish();
    expect(await client.rest()).toEqual([
      'OK "Listscripts completed."',
      'BYE (TRYLATER) "The server is shutting down."',
    ]);
    await closed;
    server = undefined;
  });

  it('does not wait for ever', async () => {
    const store = createMemoryStore();
    store.list = () => new Promise(() => {});
    const client = await joinAndLogIn({ store, limits: { closeTime: 50 } });
    client.send('LISTSCRIPTS\r\n');
    await new Promise((done) => setTimeout(done, 20));
    const started = performance.now();
    void server?.close();
    server = undefined;
    await client.rest();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

it('lets in no more connections than its limit, and more when some have gone', async () => {
  const port = await start({ limits: { connections: 1 } });
  const first = await join(port);
  const second = await connectRaw(port);
  expect(await second.rest()).toEqual(['BYE (TRYLATER) "There are too many connections."']);
  expect(await first.ask('LOGOUT\r\n')).toBe('OK "Logout completed."');
  expect(await first.line()).toBeNull();
  await expect.poll(async () => (await (await connectRaw(port)).reply()).at(-1)).toMatch(/^OK/);
});

it('says why it cannot listen', async () => {
  const port = await start();
  const other = createServer({
    store: createMemoryStore(),
    users: { verify: async () => false },
    check: () => ({ errors: [], warnings: [] }),
    capabilities: [],
  });
  await expect(other.listen(port)).rejects.toThrow('EADDRINUSE');
});

it('waits while a client does not read, and holds no more than one reply', async () => {
  const store = createMemoryStore();
  let reads = 0;
  const script = Buffer.alloc(1024 * 1024, 'x');
  store.get = async () => {
    reads++;
    return script;
  };
  const client = await joinAndLogIn({ store });
  client.socket.pause();
  client.send('GETSCRIPT "a"\r\n'.repeat(100));
  await new Promise((done) => setTimeout(done, 200));
  expect(reads).toBeLessThan(30);
});

it('survives random octets', async () => {
  const port = await start();
  for (let seed = 1; seed <= 30; seed++) {
    const client = await join(port);
    const octets = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * i * seed * 7 + i) % 256));
    client.send(octets);
    client.socket.end();
    await client.rest();
  }
  expect(await (await join(port)).ask('NOOP\r\n')).toMatch(/^OK/);
});
