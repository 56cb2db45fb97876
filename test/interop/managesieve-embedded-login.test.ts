import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConnectOptions,
  type Credentials,
  connect,
  connectAs,
  createUserFile,
  isManageSieveError,
  startTestServer,
  type TestServer,
} from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const password = 'p,ä=ss';
const alice = { username: 'alice', password };
const odd = { username: 'b,=b', password };

/** Logs in, and says by which mechanism it was and whose scripts there are. */
async function logIn(options: ConnectOptions, credentials: Credentials): Promise<string> {
  let mechanism = 'none';
  const trace = (line: string) => {
    mechanism = /^C: AUTHENTICATE "([^"]*)"/.exec(line)?.[1] ?? mechanism;
  };
  try {
    const client = await connectAs({ ...options, trace }, credentials);
    const [script] = await client.listScripts();
    await client.logout();
    return `${mechanism}: ${script?.name}`;
  } catch (error) {
    if (isManageSieveError(error)) return `${mechanism}: ${error.code}`;
    throw error;
  }
}

describe.each(['starttls', 'implicit', 'none'] as const)('logging in with tls %s', (tls) => {
  let folder: string;
  let server: TestServer;
  let options: ConnectOptions;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sk-login-'));
    const users = createUserFile(join(folder, 'users'), { iterations: 4096 });
    await users.set(alice.username, password);
    await users.set(odd.username, password);
    await users.set('root', password, { admin: true });
    server = await startTestServer({ users, tls });
    options = { ...server, allowPlaintextPassword: true };
    for (const user of await users.list()) {
      await server.store.put(user, `of ${user}`, Buffer.from('keep;'));
    }
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const plus = tls === 'none' ? '' : '-PLUS';

  it.each<[string, Credentials, string]>([
    ['the best', alice, `SCRAM-SHA-256${plus}: of alice`],
    ['an odd name', odd, `SCRAM-SHA-256${plus}: of b,=b`],
    ['SCRAM-SHA-256', { ...alice, mechanism: 'SCRAM-SHA-256' }, 'SCRAM-SHA-256: of alice'],
    ['SCRAM-SHA-1', { ...alice, mechanism: 'SCRAM-SHA-1' }, 'SCRAM-SHA-1: of alice'],
    ['PLAIN', { ...alice, mechanism: 'PLAIN' }, 'PLAIN: of alice'],
    ['a wrong password', { ...alice, password: 'x' }, `SCRAM-SHA-256${plus}: auth`],
    ['nobody', { ...alice, username: 'nobody' }, `SCRAM-SHA-256${plus}: auth`],
    ['for another', { ...alice, username: 'root', authzid: 'alice' }, 'of alice'],
    [
      'for another by PLAIN',
      { ...alice, username: 'root', authzid: 'b,=b', mechanism: 'PLAIN' },
      'of b,=b',
    ],
    ['for another without right', { ...alice, authzid: 'root' }, 'auth'],
    ['for nobody', { ...alice, username: 'root', authzid: 'nobody' }, 'auth'],
  ])('%s', async (_, credentials, expected) => {
    expect(await logIn(options, credentials)).toSatisfy((said: string) => said.endsWith(expected));
  });

  it('one after the other over one connection', async () => {
    const client = await connect(options);
    for (const owner of ['alice', 'b,=b', 'root']) {
      await client.authenticate({ username: 'root', password, authzid: owner });
      expect(await client.listScripts()).toEqual([{ name: `of ${owner}`, active: false }]);
      expect(client.capabilities.owner).toBe(owner);
      await client.unauthenticate();
    }
    await client.logout();
  });
});
