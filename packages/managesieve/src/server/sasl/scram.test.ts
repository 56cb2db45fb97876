import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectRaw, type RawClient } from '../../../test/raw-client.ts';
import { logInByScram } from '../../../test/raw-scram.ts';
import { createAuthority } from '../../authority.ts';
import { createServer, type Server } from '../server.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createMemoryUsers } from '../user/memory-users.ts';

const authority = await createAuthority();
const tls = await authority.issue(['127.0.0.1']);
const alice = { username: 'alice', password: 'pw' };
let server: Server;
let port: number;
const clients: RawClient[] = [];

beforeAll(async () => {
  server = createServer({
    store: createMemoryStore(),
    users: await createMemoryUsers({
      alice: 'pw',
      'b,=b': 'pw',
      root: { password: 'pw', admin: true },
    }),
    check: () => ({ errors: [], warnings: [] }),
    capabilities: [],
    tls,
    limits: { badBeforeLogin: 100 },
  });
  ({ port } = await server.listen(0));
});
afterEach(() => {
  for (const client of clients.splice(0)) client.socket.destroy();
});
afterAll(() => server.close());

async function join(): Promise<RawClient> {
  const client = await connectRaw(port);
  clients.push(client);
  await client.reply();
  return client;
}

async function joinByTls(maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3') {
  const client = await join();
  await client.ask('STARTTLS\r\n');
  await client.startTls(authority.ca, { maxVersion });
  return { client, greeting: await client.reply() };
}

/** What a client sees of the connection's TLS. */
const bindings = {
  'tls-exporter': (socket: TLSSocket) =>
    socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)),
  'tls-server-end-point': (socket: TLSSocket) =>
    createHash('sha256').update(socket.getPeerCertificate().raw).digest(),
} as const;

const schemes = [
  { mechanism: 'SCRAM-SHA-256', hash: 'sha256' },
  { mechanism: 'scram-sha-1', hash: 'sha1' },
] as const;

describe.each(schemes)('$mechanism', (scheme) => {
  it('logs in, and the server proves that it knows the user', async () => {
    const client = await join();
    expect(await logInByScram(client, { ...scheme, ...alice })).toMatchObject({ proven: true });
    expect(await client.ask('LISTSCRIPTS\r\n')).toMatch(/^OK/);
  });

  it.each([
    ['another password', { password: 'other' }],
    ['an unknown user', { username: 'nobody' }],
    ['a user with no name that could be', { username: '\u202e' }],
    ['a changed nonce', { spoil: (text: string) => text.replace(/r=./, 'r=_') }],
    ['a nonce that is not the one, and signed', { swap: (nonce: string) => `${nonce}x` }],
    ['the half of a nonce, and signed', { swap: (nonce: string) => nonce.slice(0, 24) }],
    ['a changed header', { spoil: (text: string) => text.replace('c=biws', 'c=eSws') }],
    ['a short proof', { spoil: (text: string) => text.replace(/p=.*/, 'p=AAAA') }],
  ])('refuses %s after the same steps', async (_, change) => {
    const client = await join();
    const login = await logInByScram(client, { ...scheme, ...alice, ...change });
    expect(login.response).toBe('NO "The user name or the password is wrong."');
    expect(login.challenge).toMatch(/^r=fyko\+d2lbbFgONRv9qkxdawL\S{24},s=\S{24},i=4096$/);
  });

  it('has the same salt for an unknown user each time, and a new nonce', async () => {
    const client = await join();
    const ask = async () =>
      (await logInByScram(client, { ...scheme, ...alice, username: 'nobody' })).challenge;
    const [one = '', other = ''] = [await ask(), await ask()];
    expect(one.split(',').slice(1)).toEqual(other.split(',').slice(1));
    expect(one).not.toBe(other);
  });

  it('takes names with commas and equals signs', async () => {
    const login = { ...scheme, ...alice, username: 'b=2C=3Db' };
    expect(await logInByScram(await join(), login)).toMatchObject({ proven: true });
  });

  it.each([
    ['root', 'n,a=alice,', 'OK (SASL'],
    ['root', 'n,a=nobody,', 'NO "You may not'],
    ['alice', 'n,a=root,', 'NO "You may not'],
    ['alice', 'n,a=alice,', 'OK (SASL'],
  ])('lets %s log in with %s: %s', async (username, header, expected) => {
    const client = await join();
    const { response } = await logInByScram(client, { ...scheme, ...alice, username, header });
    expect(response.slice(0, expected.length)).toBe(expected);
    client.send('CAPABILITY\r\n');
    if (expected.startsWith('OK')) expect(await client.reply()).toContain('"OWNER" "alice"');
  });

  it('takes y where it has no -PLUS, and refuses it where it has', async () => {
    const login = { ...scheme, ...alice, header: 'y,,' };
    expect(await logInByScram(await join(), login)).toMatchObject({ proven: true });
    const { client } = await joinByTls();
    const { response } = await logInByScram(client, login);
    expect(response).toMatch(/^NO "The offer of channel binding did not arrive/);
  });
});

describe.each(schemes)('$mechanism-PLUS', ({ mechanism, hash }) => {
  const scheme = { mechanism: `${mechanism}-PLUS`, hash };

  it('is offered by TLS alone', async () => {
    const { client, greeting } = await joinByTls();
    expect(greeting.join()).toContain(
      '"SASL" "SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-1 PLAIN"',
    );
    expect(client.socket).toHaveProperty('encrypted', true);
    const clear = await join();
    clear.send('CAPABILITY\r\n');
    expect(await clear.reply()).toContain('"SASL" "SCRAM-SHA-256 SCRAM-SHA-1 PLAIN"');
    const { response } = await logInByScram(clear, { ...scheme, ...alice });
    expect(response).toBe('NO "This mechanism is not supported."');
  });

  it.each([
    ['tls-exporter', 'TLSv1.3'],
    ['tls-server-end-point', 'TLSv1.3'],
    ['tls-server-end-point', 'TLSv1.2'],
  ] as const)('binds by %s in %s', async (type, version) => {
    const { client } = await joinByTls(version);
    const binding = bindings[type](client.socket as TLSSocket);
    const login = { ...scheme, ...alice, header: `p=${type},,` };
    const spoilt = await logInByScram(client, { ...login, binding: Buffer.from('else') });
    expect(spoilt.response).toBe('NO "The user name or the password is wrong."');
    expect(await logInByScram(client, { ...login, binding })).toMatchObject({ proven: true });
  });

  it.each([
    ['p=tls-unique,,', /^NO "This type of channel binding/],
    ['p=tls-exporter,,', /^NO "This type of channel binding/],
    ['n,,', /^NO "The mechanism and what is said/],
    ['y,,', /^NO "The mechanism and what is said/],
  ])('refuses %s in TLS 1.2', async (header, expected) => {
    const { client } = await joinByTls('TLSv1.2');
    expect((await logInByScram(client, { ...scheme, ...alice, header })).response).toMatch(
      expected,
    );
  });
});

describe('messages that are none', () => {
  const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

  it.each([
    '',
    'n,,n=alice',
    'n,,n=,r=abc',
    'x,,n=alice,r=abc',
    'n,,m=must,n=alice,r=abc',
    'n,,n=al=ice,r=abc',
    'n,,n=alice,r=a b',
    'n,alice,n=alice,r=abc',
    'n,,n=\xff,r=abc',
    `n,,n=alice,r=${'x'.repeat(300)}`,
  ])('%j comes first', async (first) => {
    const client = await join();
    const reply = await client.ask(`AUTHENTICATE "SCRAM-SHA-256" "${base64(first)}"\r\n`);
    expect(reply).toBe('NO "This is not a message of SCRAM."');
  });

  it.each(['', 'c=biws', 'c=biws,r=abc', 'p=abcd', 'c=biws,r=x,p=', '\xff'])(
    '%j comes last',
    async (final) => {
      const client = await join();
      const first = base64('n,,n=alice,r=abc');
      client.send(`AUTHENTICATE "SCRAM-SHA-256" "${first}"\r\n`);
      expect(await client.line()).toMatch(/^"/);
      const reply = await client.ask(`"${base64(final)}"\r\n`);
      expect(reply).toBe('NO "This is not a message of SCRAM."');
    },
  );
});
