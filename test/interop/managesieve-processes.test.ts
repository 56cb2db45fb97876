import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Client, connect, createFileStore, isManageSieveError } from '@sievekit/managesieve';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(async () => {
  // The servers run what is built: make sure that it is what stands in src.
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const built = spawn(process.execPath, [compiler, '-b', 'packages/managesieve'], { cwd: root });
  await once(built, 'exit');
  folder = await mkdtemp(join(tmpdir(), 'sk-two-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const code = `
import { createFileStore, startTestServer } from '@sievekit/managesieve';
const server = await startTestServer({
  store: createFileStore(process.argv[1]),
  tls: 'none',
  users: { verify: async () => true },
  limits: { scripts: 16 },
});
console.log(server.port);
`;

/** A process with a server, which is started again whenever it is killed. */
class Process {
  port = 0;
  #child: ChildProcess | undefined;

  async start(): Promise<void> {
    const args = ['--input-type=module', '-e', code, join(folder, 'scripts')];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    this.port = Number(line);
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    if (this.#child !== undefined) await once(this.#child, 'exit');
  }
}

const login = { username: 'alice', password: 'any' };

async function logIn(server: Process): Promise<Client> {
  const options = { host: '127.0.0.1', tls: 'none', allowPlaintextPassword: true } as const;
  const client = await connect({ ...options, port: server.port });
  await client.authenticate(login);
  return client;
}

/** A script that shows whether it is whole. */
function seal(text: string): Buffer {
  const sum = createHash('sha256').update(text).digest('hex');
  return Buffer.from(`# ${sum}\n${text}`);
}

/** Its text; throws when it is not whole. */
function unseal(script: Uint8Array): string {
  const [, text = ''] = /^# \w+\n(.*)$/s.exec(Buffer.from(script).toString()) ?? [];
  expect(Buffer.from(script)).toEqual(seal(text));
  return text;
}

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T;
const long = 'n'.repeat(100) + 'é'.repeat(28);
const moving = ['m1', 'm2', 'M1', 'm4', 'm5', 'm6', long];
const passing = ['p1', 'p2', 'P1', 'p/4', `p${long.slice(1)}`];

/** What one client does at random, never to lose one of the three scripts that are moved about. */
const deeds: readonly ((client: Client) => Promise<unknown>)[] = [
  (client) => client.renameScript(pick(moving), pick(moving)),
  (client) => client.renameScript(pick(moving), pick(moving)),
  (client) => client.setActive(pick([...moving, ...passing])),
  (client) => client.deleteScript(pick(passing)),
  (client) => client.putScript(pick(passing), seal(randomBytes(pick([5, 20_000])).toString('hex'))),
  async (client) => unseal(await client.getScript(pick([...moving, ...passing]))),
];

const isGone = (error: unknown): boolean =>
  isManageSieveError(error) && ['closed', 'connect', 'bye', 'protocol'].includes(error.code);

it('two processes share a folder, and either may be killed at any moment', async () => {
  const servers = [new Process(), new Process()];
  await Promise.all(servers.map((server) => server.start()));
  const texts = ['one', 'two', 'three'];
  const first = await logIn(servers[0] as Process);
  for (const [index, text] of texts.entries())
    await first.putScript(moving[index] ?? '', seal(text));
  await first.setActive('m1');
  await first.logout();

  let over = false;
  let done = 0;
  const work = async (server: Process) => {
    let client: Client | undefined;
    while (!over) {
      try {
        client ??= await logIn(server);
        await pick(deeds)(client);
        done++;
        const active = (await client.listScripts()).filter((script) => script.active);
        expect(active).toHaveLength(1);
      } catch (error) {
        if (isGone(error)) client = undefined;
        else if (!isManageSieveError(error) || error.code !== 'no') throw error;
        else expect(error.responseCode?.name).toMatch(/^(NONEXISTENT|ALREADYEXISTS|ACTIVE)$/);
        if (client === undefined) await pause(10);
      }
    }
    await client?.logout();
  };
  const workers = [...servers, ...servers].map(work);
  for (let kills = 0; kills < 8 || done < 200; kills++) {
    await pause(80 + Math.random() * 120);
    const server = pick(servers);
    await server.kill();
    await server.start();
  }
  over = true;
  await Promise.all(workers);
  for (const server of servers) await server.kill();

  const store = createFileStore(join(folder, 'scripts'));
  const list = await store.list('alice');
  const found = new Map<string, string>();
  for (const { name } of list) found.set(name, unseal(await store.get('alice', name)));
  const moved = [...found].filter(([name]) => moving.includes(name)).map(([, text]) => text);
  expect(moved.sort()).toEqual([...texts].sort());
  expect(list.filter(({ active }) => active)).toHaveLength(1);
  const files = await readdir(join(folder, 'scripts/alice'));
  expect(files.filter((file) => !/\.(sieve|name)$/.test(file))).toEqual(['active']);
});
