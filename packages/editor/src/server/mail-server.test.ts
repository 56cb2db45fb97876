import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore, createServer, type Server } from '@sievekit/managesieve';
import { createAuthority } from '@sievekit/managesieve/authority';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { createMailServer } from './mail-server.ts';

const login = { username: 'ann', password: 'secret' };
const soon = () => AbortSignal.timeout(5000);
let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-mail-'));
  const [own, other] = [await createAuthority(), await createAuthority()];
  await writeFile(join(folder, 'own.pem'), own.ca);
  await writeFile(join(folder, 'other.pem'), other.ca);
  server = createServer({
    store: createMemoryStore(),
    users: { verify: async (_, password) => password === login.password },
    check: () => ({ errors: [], warnings: [] }),
    capabilities: ['fileinto'],
    tls: await own.issue(['mail.example.org']),
  });
  ({ port } = await server.listen(0, '127.0.0.1'));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function use(settings: { ca?: string; servername?: string; port?: number }) {
  const { ca = 'own.pem', servername = 'mail.example.org', port: wanted = port } = settings;
  const address = { host: '127.0.0.1', port: wanted, ca: join(folder, ca), servername };
  return createMailServer(readConfig({ managesieve: address }).managesieve);
}

describe('createMailServer', () => {
  it('logs in through STARTTLS, the certificate checked against the admin’s file', async () => {
    const client = await use({}).login(login, soon());
    expect(client.capabilities.sieve).toEqual(['fileinto']);
    client.close();
  });

  it.each([
    ['another authority', { ca: 'other.pem' }],
    ['another name', { servername: 'evil.example' }],
  ])('sends no password to a server with the certificate of %s', async (_, settings) => {
    await expect(use(settings).login(login, soon())).rejects.toMatchObject({ code: 'tls' });
  });

  it('says that the password is wrong', async () => {
    const refused = use({}).login({ ...login, password: 'wrong' }, soon());
    await expect(refused).rejects.toMatchObject({ code: 'auth' });
  });

  it('gives up a silent server when it is told to', async () => {
    const silent = createTcpServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port: silentPort } = silent.address() as AddressInfo;
    const refused = use({ port: silentPort }).login(login, AbortSignal.timeout(20));
    await expect(refused).rejects.toMatchObject({ code: 'aborted' });
    silent.close();
  });
});
