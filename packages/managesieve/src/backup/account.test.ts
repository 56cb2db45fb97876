import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../client/client.ts';
import { connect } from '../client/connect.ts';
import { createServer, type Server } from '../server/server.ts';
import { createMemoryStore } from '../server/store/memory-store.ts';
import type { ScriptStore } from '../server/store/store.ts';
import { backUpAccount, restoreAccount } from './account.ts';
import { accountFolder, readBackup } from './folder.ts';

let root: string;
let server: Server;
let store: ScriptStore;
let client: Client;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sievekit-backup-'));
  store = createMemoryStore();
  server = createServer({
    store,
    users: { verify: async () => true },
    check: (script) => {
      const bad = Buffer.from(script).includes('kep;');
      return { errors: bad ? [{ line: 1, message: 'no command kep' }] : [], warnings: [] };
    },
    capabilities: [],
  });
  const { port } = await server.listen(0, '127.0.0.1');
  client = await connect({ host: '127.0.0.1', port, tls: 'none', allowPlaintextPassword: true });
  await client.authenticate({ username: 'alice', password: 'secret' });
  await store.put('alice', 'main', Buffer.from('keep;\r\n'));
  await store.put('alice', '..', Buffer.from('discard;'));
  await store.setActive('alice', 'main');
});
afterEach(async () => {
  client.close();
  await server.close();
  await rm(root, { recursive: true });
});

async function contents(): Promise<string[]> {
  const entries = await store.list('alice');
  return Promise.all(
    entries.map(async ({ name, active }) => {
      const text = Buffer.from(await store.get('alice', name)).toString();
      return `${active ? '*' : ''}${name}: ${text}`;
    }),
  );
}

async function backUp() {
  const summary = await backUpAccount(client, root, 'alice');
  return { summary, backup: await readBackup(accountFolder(root, 'alice')) };
}

describe('backup and restore', () => {
  it('tell what was found, and whether it is new', async () => {
    const expected = { scripts: 2, octets: 15, active: 'main' };
    expect((await backUp()).summary).toEqual({ ...expected, changed: true });
    expect((await backUp()).summary).toEqual({ ...expected, changed: false });
  });

  it('make the account what it was, and leave what came after', async () => {
    const before = await contents();
    const { backup } = await backUp();
    await store.put('alice', 'later', Buffer.from('stop;'));
    await store.setActive('alice', 'later');
    await store.delete('alice', 'main');
    await store.put('alice', '..', Buffer.from('changed'));
    const { plan, result } = await restoreAccount(client, backup);
    expect(result.outcome).toBe('done');
    expect(plan.left).toEqual(['later']);
    expect(await contents()).toEqual([before[0], 'later: stop;', before[1]]);
    expect((await restoreAccount(client, backup, { prune: true })).result.outcome).toBe('done');
    expect(await contents()).toEqual(before);
  });

  it('put back that no script was active', async () => {
    await store.setActive('alice', null);
    const { backup } = await backUp();
    await store.setActive('alice', 'main');
    await restoreAccount(client, backup);
    expect(await contents()).toEqual(['..: discard;', 'main: keep;\r\n']);
  });

  it('change nothing in a dry run, or when one script is refused', async () => {
    const { backup } = await backUp();
    await store.put('alice', 'main', Buffer.from('changed'));
    const before = await contents();
    const dry = await restoreAccount(client, backup, { dryRun: true });
    expect(dry.result.outcome).toBe('checked');
    const scripts = new Map([...backup.scripts, ['bad', Buffer.from('kep;')]]);
    const { result } = await restoreAccount(client, { ...backup, scripts });
    expect(result).toMatchObject({ outcome: 'refused', refusals: [{ name: 'bad' }] });
    expect(await contents()).toEqual(before);
  });
});
