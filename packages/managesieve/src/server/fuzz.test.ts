import { connect as connectTcp, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectRaw, type RawClient } from '../../test/raw-client.ts';
import { clientLimits } from '../limits.ts';
import { LineParser } from '../wire/line-parser.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import { createMemoryStore } from './store/memory-store.ts';

const many = 1_000_000;
let server: TestServer;
const clients: RawClient[] = [];
const failures: unknown[] = [];

beforeAll(async () => {
  server = await startTestServer({
    tls: 'none',
    users: { verify: async () => true },
    limits: { badBeforeLogin: many, badAfterLogin: many, connections: 300 },
    onError: (error) => failures.push(error),
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.socket.destroy();
  expect(failures).toEqual([]);
});
afterAll(() => server.close());

const login = `AUTHENTICATE "PLAIN" "${Buffer.from('\0alice\0pw').toString('base64')}"\r\n`;

async function join(): Promise<RawClient> {
  const client = await connectRaw(server.port);
  clients.push(client);
  await client.reply();
  return client;
}

async function joinAndLogIn(): Promise<RawClient> {
  const client = await join();
  expect(await client.ask(login)).toBe('OK "Logged in."');
  return client;
}

/** Until what was written is on its way. */
const turn = () => new Promise((done) => setImmediate(done));

/** Reads what a server said as a client does; it must be whole lines that can be read. */
function readAll(chunks: readonly Buffer[]): number {
  const parser = new LineParser(clientLimits);
  for (const chunk of chunks) parser.push(chunk);
  let lines = 0;
  for (let line = parser.next(); line !== undefined; line = parser.next()) {
    expect(line.fault).toBeNull();
    lines++;
  }
  expect(parser.empty).toBe(true);
  return lines;
}

const word = fc.constantFrom(
  ...['NOOP', 'putscript', 'LISTSCRIPTS', 'GETSCRIPT', 'AUTHENTICATE', 'LOGOUT', 'STARTTLS'],
  ...['"', '\\', '"a"', '{3+}\r\n', '{3}\r\n', '{99999999999}\r\n', '(', ')', ' ', '\r', '\n'],
  ...['\r\n', '\0', '0', '4294967296', '"PLAIN"', '*', '\xff', 'é', '{', '}', '{-1}\r\n'],
);
const noise = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((octets) => Buffer.from(octets)),
  fc.array(word, { maxLength: 40 }).map((words) => Buffer.from(words.join(''), 'latin1')),
);

it.each([
  ['before login', join],
  ['after login', joinAndLogIn],
])('takes any octets %s', async (_, enter) => {
  const property = fc.asyncProperty(fc.array(noise, { maxLength: 4 }), async (pieces) => {
    const client = await enter();
    const chunks: Buffer[] = [];
    client.socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    client.send('NOOP\r\n');
    for (const piece of pieces) client.send(piece);
    client.socket.end();
    await client.rest();
    expect(readAll(chunks)).toBeGreaterThan(0);
  });
  await fc.assert(property, { numRuns: 150 });
  expect(await (await join()).ask('NOOP\r\n')).toBe('OK "NOOP completed."');
});

/** Commands that change nothing that another one of them tells of, and how each is answered. */
const commands: readonly (readonly [command: string, response: RegExp])[] = [
  ['NOOP\r\n', /^OK "NOOP/],
  ['  nOOp   "t"  \r\n', /^OK \(TAG "t"\)/],
  ['NOOP {3}\r\n"}\n\r\n', /^OK \(TAG \{3\}$/],
  ['BOGUS {8+}\r\nLOGOUT\r\n\r\n', /^NO "There is no such/],
  ['PUTSCRIPT "a\\n" {10+}\r\nLOGOUT\r\nx\r\n\r\n', /^NO "The command has/],
  ['PUTSCRIPT {2+}\r\n\xff\xff {8+}\r\nLOGOUT\r\n\r\n', /^NO "An argument is not UTF-8/],
  ['PUTSCRIPT "a" {8+}\r\nLOGOUT\r\n\r\n', /^OK "Putscript/],
  ['CHECKSCRIPT "LOGOUT"\r\n', /^OK /],
  ['HAVESPACE "a" 10\r\n', /^OK "Putscript would/],
  ['GETSCRIPT "none"\r\n', /^NO \(NONEXISTENT\)/],
  ['SETACTIVE {0+}\r\n\r\n', /^OK "No script is active/],
  ['DELETESCRIPT ""\r\n', /^NO "The script name is empty/],
  ['CAPABILITY x y z\r\n', /^NO "There are too many/],
];

/** Sends the pieces one by one, then asks for a mark, and gives all responses before it. */
async function converse(client: RawClient, pieces: readonly Buffer[]): Promise<string[]> {
  for (const piece of pieces) {
    client.send(piece);
    await turn();
  }
  client.send('NOOP "the end"\r\n');
  const responses: string[] = [];
  for (;;) {
    const response = (await client.reply()).at(-1);
    if (response === undefined || response.includes('"the end"')) return responses;
    responses.push(response);
  }
}

function expectAnswers(responses: readonly string[], chosen: readonly number[]): void {
  expect(responses).toHaveLength(chosen.length);
  for (const [index, response] of responses.entries()) {
    expect(response).toMatch(commands[chosen[index] ?? 0]?.[1] as RegExp);
  }
}

const encode = (chosen: readonly number[]): Buffer =>
  Buffer.from(chosen.map((index) => commands[index]?.[0]).join(''), 'latin1');

describe('commands that come in pieces', () => {
  it('are answered one by one, wherever they are cut and however many come at once', async () => {
    const client = await joinAndLogIn();
    const choice = fc.integer({ min: 0, max: commands.length - 1 });
    const property = fc.asyncProperty(
      fc.array(choice, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (chosen, cuts) => {
        const all = encode(chosen);
        const marks = [0, ...cuts.map((cut) => cut % all.length).sort((a, b) => a - b), all.length];
        const pieces = marks.slice(1).map((mark, index) => all.subarray(marks[index], mark));
        expectAnswers(await converse(client, pieces), chosen);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('are answered alike when they are split at every octet', async () => {
    const client = await joinAndLogIn();
    const chosen = commands.map((_, index) => index);
    const all = encode(chosen);
    for (let at = 1; at < all.length; at++) {
      expectAnswers(await converse(client, [all.subarray(0, at), all.subarray(at)]), chosen);
    }
    const single = Array.from(all, (octet) => Buffer.from([octet]));
    expectAnswers(await converse(client, single), chosen);
  });

  it('and never end do nothing', async () => {
    const command = Buffer.from('PUTSCRIPT "new" {12+}\r\nkeep;\r\n# a\r\n');
    for (let length = 0; length < command.length; length++) {
      const client = await joinAndLogIn();
      client.send(command.subarray(0, length));
      client.socket.end();
      expect(await client.rest()).toEqual([]);
    }
    const names = (await server.store.list('alice')).map(({ name }) => name);
    expect(names).not.toContain('new');
  });
});

describe('many clients', () => {
  it('come and go by the thousand, and those too many are told', async () => {
    const greetings = { OK: 0, BYE: 0 };
    const visit = () =>
      new Promise<Socket>((done, fail) => {
        let text = '';
        const socket = connectTcp(server.port, '127.0.0.1').on('error', fail);
        socket.on('data', (chunk) => {
          text += String(chunk);
          const found = /^(OK|BYE) .*\r\n$/m.exec(text);
          if (found === null) return;
          greetings[found[1] as 'OK' | 'BYE']++;
          done(socket);
        });
      });
    for (let wave = 0; wave < 5; wave++) {
      const sockets = await Promise.all(Array.from({ length: 500 }, visit));
      for (const socket of sockets) socket.destroy();
    }
    expect(greetings.OK + greetings.BYE).toBe(2500);
    expect(greetings.OK).toBeGreaterThanOrEqual(300);
    expect(greetings.BYE).toBeGreaterThanOrEqual(5 * 200);
    await expect
      .poll(async () => (await (await connectRaw(server.port)).reply()).at(-1))
      .toMatch(/^OK/);
  });

  it('may come by the thousand at one moment, and all are served', async () => {
    const count = 1500;
    const users = { verify: async () => true };
    const limits = { connections: count };
    const busy = await startTestServer({ tls: 'none', users, limits });
    const clients = await Promise.all(Array.from({ length: count }, () => connectRaw(busy.port)));
    const work = async (client: RawClient): Promise<unknown> => {
      const greeting = (await client.reply()).at(-1);
      client.send(`${login}PUTSCRIPT "a" {5+}\r\nkeep;\r\nLISTSCRIPTS\r\n`);
      const replies = [await client.reply(), await client.reply(), await client.reply()];
      return [greeting, ...replies.flat()].map((line) => line?.replace(/ .*/, ''));
    };
    const said = await Promise.all(clients.map(work));
    expect(new Set(said.map((words) => String(words)))).toEqual(new Set(['OK,OK,OK,"a",OK']));
    await busy.close();
  });

  it('who are slow keep nobody else waiting', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, joinAndLogIn));
    for (const client of slow) client.send('PUTSCRIPT "slow" {1000000+}\r\nk');
    const quick = await connectRaw(server.port);
    clients.push(quick);
    await quick.reply();
    const other = login.replace(/"[^"]*"\r/, `"${Buffer.from('\0bob\0pw').toString('base64')}"\r`);
    expect(await quick.ask(other)).toMatch(/^OK/);
    const started = performance.now();
    for (let count = 0; count < 100; count++) {
      for (const client of slow.slice(0, 10)) client.send('x');
      expect(await quick.ask('LISTSCRIPTS\r\n')).toMatch(/^OK/);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a flood of commands', () => {
  it('is answered whole and in order', async () => {
    const client = await joinAndLogIn();
    const count = 20_000;
    const tags = Array.from({ length: count }, (_, index) => `NOOP "${index}"\r\n`);
    client.send(tags.join(''));
    for (let index = 0; index < count; index++) {
      if ((await client.line()) !== `OK (TAG "${index}") "NOOP completed."`) expect(index).toBe(-1);
    }
  });

  it('is not read while its answers are not', async () => {
    const client = await joinAndLogIn();
    client.socket.pause();
    const size = 64 * 1024 * 1024;
    client.send(Buffer.alloc(size, 'NOOP\r\n'));
    await new Promise((done) => setTimeout(done, 500));
    // What the two systems between us hold is theirs; what the server has read has come out again.
    expect(client.socket.writableLength).toBeGreaterThan(size / 2);
  });

  it('of logins ends with the first that is one too many', async () => {
    const strict = await startTestServer({ tls: 'none', store: createMemoryStore() });
    const client = await connectRaw(strict.port);
    await client.reply();
    client.send(login.repeat(1000));
    const lines = await client.rest();
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/^BYE/);
    await strict.close();
  });
});
