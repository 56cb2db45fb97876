import { afterEach, expect, it } from 'vitest';
import { connect, startTestServer, type TestServer, type TestServerOptions } from '../index.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const alice = { username: 'alice', password: 'secret' };

it.each<[string, TestServerOptions]>([
  ['with STARTTLS', {}],
  ['with implicit TLS', { tls: 'implicit' }],
  ['with users of its own', { users: { alice: { password: 'secret' } } }],
  ['with users from elsewhere', { users: { verify: async (_, word) => word === 'secret' } }],
])('can be connected to as it is: %s', async (_, options) => {
  server = await startTestServer(options);
  const client = await connect(server);
  await client.authenticate(alice);
  await client.putScript('main', Buffer.from('keep;\r\n'));
  await client.logout();
  expect(await server.store.list('alice')).toEqual([{ name: 'main', active: false }]);
});

it('goes without TLS, too', async () => {
  server = await startTestServer({ tls: 'none' });
  expect(server.ca).toBe('');
  const client = await connect({ ...server, allowPlaintextPassword: true });
  await client.authenticate(alice);
  expect(await client.listScripts()).toEqual([]);
  await client.logout();
});

it('takes the port that it is told, or says why not', async () => {
  server = await startTestServer();
  await expect(startTestServer({ port: server.port })).rejects.toThrow('EADDRINUSE');
});
