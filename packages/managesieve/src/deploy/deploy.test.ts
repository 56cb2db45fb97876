import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '../client/client.ts';
import { connect } from '../client/connect.ts';
import { Refusal } from '../server/refusal.ts';
import { createServer, type Server } from '../server/server.ts';
import { createMemoryStore } from '../server/store/memory-store.ts';
import type { ScriptStore } from '../server/store/store.ts';
import { type DeployOptions, type DeployResult, deploy } from './deploy.ts';
import { type PlanInput, planDeploy } from './plan.ts';
import { readSnapshot } from './snapshot.ts';

const text = (value: string): Uint8Array => Buffer.from(`# ${value}\r\nkeep;\r\n`);

/** What a store does at one of its writing calls, counted from 1. */
type Fault = (call: string, number: number) => 'fail' | 'trim' | 'replace' | undefined;

function createFaultyStore(store: ScriptStore, fault: () => Fault): ScriptStore {
  let count = 0;
  const meet = (call: string) => {
    count++;
    const kind = fault()(call, count);
    if (kind === 'fail') throw new Refusal(`${call} failed on purpose`);
    return kind;
  };
  return {
    list: (user) => store.list(user),
    get: (user, name) => store.get(user, name),
    async put(user, name, script) {
      const kind = meet('put');
      const trimmed = kind === 'trim' ? Buffer.from(Buffer.from(script).toString().trim()) : script;
      await store.put(user, name, kind === 'replace' ? Buffer.from('discard;') : trimmed);
    },
    async delete(user, name) {
      meet('delete');
      await store.delete(user, name);
    },
    rename: (user, from, to) => store.rename(user, from, to),
    async setActive(user, name) {
      meet('setActive');
      await store.setActive(user, name);
    },
  };
}

let server: Server | undefined;
let clients: Client[] = [];
afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await server?.close();
});

interface Bench {
  readonly store: ScriptStore;
  readonly open: () => Promise<Client>;
  fault: Fault;
}

/** An account with an active script, one to change, one to delete and one that stays. */
async function prepare(): Promise<Bench> {
  const store = createMemoryStore();
  for (const name of ['main', 'old', 'other']) await store.put('alice', name, text(name));
  await store.setActive('alice', 'main');
  const bench: { -readonly [Key in keyof Bench]: Bench[Key] } = {
    store,
    fault: () => undefined,
    open: async () => {
      const client = await connect({
        host: '127.0.0.1',
        port,
        tls: 'none',
        allowPlaintextPassword: true,
      });
      clients.push(client);
      await client.authenticate({ username: 'alice', password: 'secret' });
      return client;
    },
  };
  server = createServer({
    store: createFaultyStore(store, () => bench.fault),
    users: { verify: async () => true },
    check: (script) => {
      const bad = Buffer.from(script).includes('kep;');
      return { errors: bad ? [{ line: 2, message: 'no command kep' }] : [], warnings: [] };
    },
    capabilities: ['fileinto'],
  });
  const { port } = await server.listen(0, '127.0.0.1');
  return bench;
}

const wanted = new Map([
  ['main', text('main, changed')],
  ['new', text('new')],
  ['newer', text('newer')],
  ['other', text('other')],
]);

async function run(
  bench: Bench,
  input: Partial<PlanInput> = {},
  options: DeployOptions = {},
  client?: Client,
): Promise<DeployResult> {
  const used = client ?? (await bench.open());
  const plan = planDeploy({
    local: wanted,
    server: await readSnapshot(used),
    last: null,
    prune: true,
    activate: 'new',
    force: true,
    ...input,
  });
  return await deploy(used, plan, options);
}

async function contents({ store }: Bench): Promise<Record<string, string>> {
  const entries = await store.list('alice');
  const texts = entries.map(async ({ name, active }) => {
    const script = Buffer.from(await store.get('alice', name)).toString();
    return [active ? `*${name}` : name, script] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

const finished = {
  main: text('main, changed').toString(),
  '*new': text('new').toString(),
  newer: text('newer').toString(),
  other: text('other').toString(),
};

describe('deploy', () => {
  it('stores, deletes, activates, and tells of each script', async () => {
    const bench = await prepare();
    const told: string[] = [];
    const result = await run(bench, {}, { onChange: (name) => told.push(name) });
    expect(result).toEqual({ outcome: 'done', warnings: [] });
    expect(await contents(bench)).toEqual(finished);
    expect(told).toEqual(['main', 'newer', 'new', 'old']);
  });

  it('deletes the script that was active after the other is', async () => {
    const bench = await prepare();
    const local = new Map([['new', text('new')]]);
    expect((await run(bench, { local })).outcome).toBe('done');
    expect(await contents(bench)).toEqual({ '*new': text('new').toString() });
  });

  it('changes nothing in a dry run', async () => {
    const bench = await prepare();
    const before = await contents(bench);
    expect((await run(bench, {}, { dryRun: true })).outcome).toBe('checked');
    expect(await contents(bench)).toEqual(before);
  });

  it('changes nothing when the server would refuse one script', async () => {
    const bench = await prepare();
    const before = await contents(bench);
    const local = new Map([...wanted, ['bad', Buffer.from('keep;\nkep;\n')]]);
    const result = await run(bench, { local });
    expect(result).toMatchObject({ outcome: 'refused', refusals: [{ name: 'bad' }] });
    expect(await contents(bench)).toEqual(before);
  });

  it('changes nothing when the plan has conflicts', async () => {
    const bench = await prepare();
    const before = await contents(bench);
    expect((await run(bench, { force: false })).outcome).toBe('conflict');
    expect(await contents(bench)).toEqual(before);
  });

  it.each([
    [
      'a script',
      (store: ScriptStore) => store.put('alice', 'main', text('webmail')),
      'changed main',
    ],
    [
      'a new script',
      (store: ScriptStore) => store.put('alice', 'new', text('webmail')),
      'unknown new',
    ],
    [
      'the active one',
      (store: ScriptStore) => store.setActive('alice', 'other'),
      'active-changed other',
    ],
  ])('sees that somebody changed %s since the plan was made', async (_name, meddle, expected) => {
    const bench = await prepare();
    const client = await bench.open();
    const snapshot = await readSnapshot(client);
    const plan = planDeploy({
      local: wanted,
      server: snapshot,
      last: null,
      activate: 'new',
      force: true,
    });
    await meddle(bench.store);
    const before = await contents(bench);
    const result = await deploy(client, plan);
    const conflicts = result.outcome === 'conflict' ? result.conflicts : [];
    expect(conflicts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([expected]);
    expect(await contents(bench)).toEqual(before);
  });
});

/** Three PUTSCRIPT, a DELETESCRIPT and SETACTIVE. */
const steps = [1, 2, 3, 4, 5];

describe('deploy puts all back', () => {
  it.each(steps)('when the server refuses step %i', async (step) => {
    const bench = await prepare();
    const before = await contents(bench);
    bench.fault = (_call, number) => (number === step ? 'fail' : undefined);
    const result = await run(bench);
    expect(result).toMatchObject({ outcome: 'undone', error: { code: 'no' } });
    expect(await contents(bench)).toEqual(before);
  });

  it('when the server keeps a script otherwise than it was sent', async () => {
    const bench = await prepare();
    const before = await contents(bench);
    bench.fault = (_call, number) => (number === 2 ? 'trim' : undefined);
    const result = await run(bench);
    expect(result).toMatchObject({ outcome: 'undone', error: { code: 'protocol' } });
    expect(await contents(bench)).toEqual(before);
  });

  it('but not what somebody else has written meanwhile', async () => {
    const bench = await prepare();
    const before = await contents(bench);
    bench.fault = (_call, number) => (number === 2 ? 'replace' : undefined);
    const result = await run(bench);
    expect(result).toMatchObject({ outcome: 'broken', leftovers: [{ name: 'newer' }] });
    expect(await contents(bench)).toEqual({ ...before, newer: 'discard;' });
  });

  it.each(steps)('over a new connection, when the first breaks at step %i', async (step) => {
    const bench = await prepare();
    const before = await contents(bench);
    const client = await bench.open();
    bench.fault = (_call, number) => {
      if (number === step) client.close();
      return undefined;
    };
    const result = await run(bench, {}, { reconnect: bench.open }, client);
    expect(result).toMatchObject({ outcome: 'undone', error: { code: 'closed' } });
    expect(await contents(bench)).toEqual(before);
  });

  it('and names what it could not put back', async () => {
    const bench = await prepare();
    const client = await bench.open();
    bench.fault = (_call, number) => {
      if (number === 2) client.close();
      return undefined;
    };
    const result = await run(bench, {}, {}, client);
    expect(result).toMatchObject({ outcome: 'broken', error: { code: 'closed' } });
    const leftovers = result.outcome === 'broken' ? result.leftovers : [];
    expect(leftovers.map(({ name }) => name)).toEqual(['main', 'new', 'newer', 'old']);
    expect(leftovers[0]).toMatchObject({ before: Buffer.from(text('main')) });
  });

  it.each(steps)('when it is aborted at step %i', async (step) => {
    const bench = await prepare();
    const before = await contents(bench);
    const stop = new AbortController();
    bench.fault = (_call, number) => {
      if (number === step) stop.abort();
      return undefined;
    };
    const result = await run(bench, {}, { signal: stop.signal });
    expect(result).toMatchObject({ outcome: 'undone', error: { code: 'aborted' } });
    expect(await contents(bench)).toEqual(before);
  });
});
