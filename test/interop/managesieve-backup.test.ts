import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  accountFolder,
  connect,
  deploy,
  isManageSieveError,
  planDeploy,
  readBackup,
  readSnapshot,
  startTestServer,
  type TestServer,
} from '@sievekit/managesieve';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cyrus, cyrusAdmin, startCyrus } from '../lab/cyrus.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

const cli = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `sievekit remote` as a process; kills it after so many milliseconds. */
async function remote(args: readonly string[], password: string, killAfter?: number) {
  const child = spawn(process.execPath, [cli, 'remote', ...args], {
    env: { ...process.env, SIEVEKIT_PASSWORD: password },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => resolve({ status, output, errors }));
  });
  if (killAfter !== undefined) {
    await Promise.race([sleep(killAfter), ended]);
    child.kill('SIGKILL');
  }
  return await ended;
}

/** An account's scripts as one text, to compare. */
function toText(scripts: ReadonlyMap<string, Uint8Array>): string {
  return [...scripts]
    .map(([name, text]) => `${name}: ${Buffer.from(text).toString('latin1')}`)
    .sort()
    .join('\n');
}

describe('a backup that is killed', () => {
  const users = Array.from({ length: 60 }, (_, i) => `user${i}`);
  let root: string;
  let server: TestServer;
  let args: string[];
  let backups: string;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'sievekit-kill-'));
    backups = join(root, 'backups');
    server = await startTestServer({
      users: {
        ...Object.fromEntries(users.map((user) => [user, 'secret'])),
        root: { password: 'secret', admin: true },
      },
    });
    writeFileSync(join(root, 'users'), users.join('\n'));
    writeFileSync(join(root, 'ca.pem'), server.ca);
    const url = `sieve://root@localhost:${server.port}`;
    const login = ['--ca', join(root, 'ca.pem'), '--mechanism', 'PLAIN', '--connections', '3'];
    args = ['backup', backups, url, '--users', join(root, 'users'), ...login];
  });
  afterAll(async () => {
    await server?.close();
    rmSync(root, { recursive: true });
  });

  async function change(round: number): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for (const user of users) {
      const scripts = new Map(
        ['main', '..', 'Ärger'].map((name) => [name, Buffer.from(`# ${user} ${round}`)]),
      );
      for (const [name, text] of scripts) await server.store.put(user, name, text);
      texts.set(user, toText(scripts));
    }
    return texts;
  }

  /** The backup of a user, or null where there is none yet. */
  async function backupOf(user: string): Promise<string | null> {
    try {
      return toText((await readBackup(accountFolder(backups, user))).scripts);
    } catch (error) {
      if (isManageSieveError(error) && error.message.startsWith('There is no backup')) return null;
      throw error;
    }
  }

  function readDone(): string[] {
    const lines = readFileSync(join(backups, 'backup.journal'), 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line).user);
  }

  it('leaves each user’s old backup or the new one, and goes on where it was', async () => {
    const history: Map<string, string>[] = [];
    const saved = new Set<string>();
    const waits = fc.sample(fc.integer({ min: 250, max: 900 }), 7);
    for (const [round, wait] of waits.entries()) {
      history.push(await change(round));
      rmSync(join(backups, 'backup.journal'), { force: true });
      const { status } = await remote(args, 'secret', wait);
      for (const user of users) {
        const found = await backupOf(user);
        const known = history.map((texts) => texts.get(user));
        const hint = `${user}, killed after ${wait} ms`;
        if (found !== null) expect(known, hint).toContain(found);
        else expect(saved, hint).not.toContain(user);
        if (found !== null) saved.add(user);
      }
      if (status !== null) continue;
      const done = await Promise.resolve()
        .then(readDone)
        .catch(() => []);
      for (const user of done) expect(await backupOf(user)).toBe(history.at(-1)?.get(user));
    }
    await remote(args, 'secret', 600);
    const { status, errors } = await remote([...args, '--resume'], 'secret');
    expect({ status, errors: errors.replace(/^\d+ of 60 are done already\.\n/, '') }).toEqual({
      status: 0,
      errors: '60 accounts, all well.\n',
    });
    for (const user of users) expect(await backupOf(user)).toBe(history.at(-1)?.get(user));
  });
});

describe.skipIf(missingParts(['dovecot']).length > 0)('Dovecot', () => {
  const masterLogin = `
auth_master_user_separator = *
passdb {
  driver = static
  args = password=master-password
  master = yes
}
`;
  let root: string;
  let dovecot: Dovecot;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'sievekit-dovecot-'));
    dovecot = await startDovecot({ extra: masterLogin });
  });
  afterAll(async () => {
    await dovecot?.stop();
    rmSync(root, { recursive: true });
  });

  async function open(user: string) {
    const { ca, ports } = dovecot;
    const client = await connect({ host: '127.0.0.1', port: ports.sieve, ca });
    await client.authenticate({ username: user, password: labPassword });
    return client;
  }

  it.each([
    ['by authzid', []],
    ['by a name of two', ['--master-separator', '*']],
  ])('lets its master user back up and restore all, %s', async (title, how) => {
    const backups = join(root, title);
    writeFileSync(join(root, 'users'), 'alice\nbob\n');
    const account = `sieve://admin@localhost:${dovecot.ports.sieve}`;
    const more = ['--users', join(root, 'users'), '--ca', dovecot.caFile, ...how, '--json'];
    const client = await open('alice');
    for (const name of ['main', 'Grüße', 'with space', 'a.b']) {
      await client.putScript(name, Buffer.from(`# ${name}\r\nkeep;\r\n`));
    }
    await client.setActive('Grüße');
    const before = await readSnapshot(client);
    const saved = await remote(['backup', backups, account, ...more], 'master-password');
    expect(saved).toMatchObject({ status: 0, errors: '2 accounts, all well.\n' });

    await client.setActive('');
    await client.deleteScript('Grüße');
    await client.putScript('main', Buffer.from('discard;'));
    await client.putScript('later', Buffer.from('keep;'));
    const restored = await remote(
      ['restore', backups, account, ...more, '--prune'],
      'master-password',
    );
    expect(restored).toMatchObject({ status: 0, errors: '2 accounts, all well.\n' });
    const after = await readSnapshot(client);
    expect(toText(after.scripts)).toBe(toText(before.scripts));
    expect(after.active).toBe('Grüße');
    await client.logout();
  });

  it('takes a deploy whole, or not at all', async () => {
    const client = await open('carol');
    await client.putScript('main', Buffer.from('keep;'));
    await client.setActive('main');
    const before = await readSnapshot(client);
    const local = new Map(
      Object.entries({ main: 'discard;', new: 'stop;' }).map(([name, text]) => [
        name,
        Buffer.from(text),
      ]),
    );
    const plan = (activate: string) =>
      planDeploy({ local, server: before, last: null, force: true, activate });
    const half = { ...plan('new'), active: { before: 'main', after: 'nowhere' } };
    expect(await deploy(client, half)).toMatchObject({ outcome: 'undone', error: { code: 'no' } });
    const undone = await readSnapshot(client);
    expect([toText(undone.scripts), undone.active]).toEqual([toText(before.scripts), 'main']);
    expect((await deploy(client, plan('new'))).outcome).toBe('done');
    const after = await readSnapshot(client);
    expect([toText(after.scripts), after.active]).toEqual([toText(local), 'new']);
    await client.logout();
  });

  it('is found well by the doctor, and a wrong password is told', async () => {
    const server = `alice@localhost:${dovecot.ports.sieve}`;
    const well = await remote(['doctor', server, '--ca', dovecot.caFile], labPassword);
    expect(well).toMatchObject({ status: 0, output: expect.stringMatching(/\nAll is well\.\n$/) });
    const ill = await remote(['doctor', server, '--ca', dovecot.caFile], 'wrong');
    expect(ill.status).toBe(1);
    expect(ill.output).toMatch(/\nlocalhost refuses the login of alice \(“.*”\)\.\n/);
    const untrusted = await remote(['doctor', server], labPassword);
    expect(untrusted.output).toMatch(/whom this machine does not trust\.\n/);
  });
});

describe.skipIf(missingParts(['cyrus']).length > 0)('Cyrus', () => {
  let root: string;
  let cyrus: Cyrus;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'sievekit-cyrus-'));
    cyrus = await startCyrus();
  });
  afterAll(async () => {
    await cyrus?.stop();
    rmSync(root, { recursive: true });
  });

  it('lets its admin back up and restore all over one connection', async () => {
    const { ca, caFile, ports } = cyrus;
    const backups = join(root, 'backups');
    const trace = join(root, 'trace');
    writeFileSync(join(root, 'users'), 'alice\nbob\ncarol\n');
    const open = async () => {
      const client = await connect({ host: '127.0.0.1', port: ports.sieve, ca });
      await client.authenticate({ username: 'alice', password: labPassword });
      return client;
    };
    const client = await open();
    for (const name of ['main', 'Grüße', 'quo"te']) {
      await client.putScript(name, Buffer.from(`# ${name}\r\nkeep;\r\n`));
    }
    await client.setActive('Grüße');
    const before = await readSnapshot(client);
    expect([...before.scripts.keys()]).toContain('Grüße');
    const account = `sieve://${cyrusAdmin}@localhost:${ports.sieve}`;
    const more = ['--users', join(root, 'users'), '--ca', caFile, '--connections', '1'];
    const saved = await remote(
      ['backup', backups, account, ...more, '--trace', trace],
      labPassword,
    );
    expect(saved).toMatchObject({ status: 0, errors: '3 accounts, all well.\n' });
    const greetings = readFileSync(trace, 'utf8').match(/^C: STARTTLS/gm);
    expect(greetings).toHaveLength(1);

    await client.setActive('');
    await client.deleteScript('Grüße');
    await client.putScript('main', Buffer.from('discard;'));
    const restored = await remote(['restore', backups, account, ...more], labPassword);
    expect(restored).toMatchObject({ status: 0, errors: '3 accounts, all well.\n' });
    await client.logout();
    // A session does not see what another one has replaced meanwhile.
    const later = await open();
    const after = await readSnapshot(later);
    expect(toText(after.scripts)).toBe(toText(before.scripts));
    expect(after.active).toBe('Grüße');
    await later.logout();
  });

  it('is found well by the doctor', async () => {
    const server = `alice@localhost:${cyrus.ports.sieve}`;
    const well = await remote(['doctor', server, '--ca', cyrus.caFile], labPassword);
    expect(well).toMatchObject({ status: 0, output: expect.stringMatching(/\nAll is well\.\n$/) });
  });
});
