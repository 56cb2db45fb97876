import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '@sievekit/managesieve';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

let root: string;
let server: TestServer;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sievekit-many-'));
  server = await startTestServer({
    users: {
      alice: 'secret',
      bob: 'secret',
      carol: 'secret',
      root: { password: 'secret', admin: true },
    },
  });
  await writeFile(join(root, 'ca.pem'), server.ca);
  await writeFile(join(root, 'users'), '# all of us\nalice\n\nbob\ncarol\nalice\n');
  for (const user of ['alice', 'bob', 'carol']) {
    await server.store.put(user, 'main', Buffer.from(`# ${user}\r\n`));
    await server.store.setActive(user, 'main');
  }
});
afterEach(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

async function remote(verb: string, user: string, ...args: readonly string[]) {
  const terminal = recordTerminal({ env: { SIEVEKIT_PASSWORD: 'secret', HOME: root } });
  const url = `sieve://${user}@localhost:${server.port}`;
  const folder = join(root, 'backups');
  const code = await run(
    ['remote', verb, folder, url, '--ca', join(root, 'ca.pem'), ...args],
    terminal,
  );
  return { code, output: terminal.output(), errors: terminal.errors() };
}

async function stored(user: string): Promise<string> {
  return Buffer.from(await server.store.get(user, 'main')).toString();
}

const many = (): string[] => ['--users', join(root, 'users')];

const lines = (output: string): { user: string; ok: boolean }[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .sort((a, b) => (a.user < b.user ? -1 : 1));

describe('sievekit remote backup and restore', () => {
  it('work on one account', async () => {
    expect(await remote('backup', 'alice')).toEqual({
      code: 0,
      output: 'alice: 1 script, main is active\n',
      errors: '',
    });
    expect(await readdir(join(root, 'backups'))).toEqual(['alice']);
    expect((await remote('backup', 'alice')).output).toMatch(/; as in the backup before\n$/);
    await server.store.put('alice', 'main', Buffer.from('changed'));
    expect((await remote('restore', 'alice', '--dry-run')).output).toMatch(
      /^alice: a dry run, nothing changed: 0 new, 1 changed/,
    );
    expect(await stored('alice')).toBe('changed');
    expect((await remote('restore', 'alice')).output).toMatch(/^alice: 0 new, 1 changed/);
    expect(await stored('alice')).toBe('# alice\r\n');
  });

  it('work on many through an administrator, a line of JSON a user', async () => {
    const backup = await remote('backup', 'root', ...many(), '--json');
    expect(backup).toMatchObject({ code: 0, errors: '3 accounts, all well.\n' });
    expect(lines(backup.output)).toEqual(
      ['alice', 'bob', 'carol'].map((user) => ({
        user,
        ok: true,
        scripts: 1,
        octets: 4 + user.length,
        active: 'main',
        changed: true,
      })),
    );
    for (const user of ['alice', 'bob']) await server.store.put(user, 'main', Buffer.from('x'));
    const restore = await remote('restore', 'root', ...many(), '--json');
    expect(restore.code).toBe(0);
    expect(lines(restore.output).map((line) => ({ ...line }))).toMatchObject([
      { user: 'alice', ok: true, updated: 1 },
      { user: 'bob', ok: true, updated: 1 },
      { user: 'carol', ok: true, same: 1 },
    ]);
    expect(await stored('bob')).toBe('# bob\r\n');
  });

  it('tell of who fails, go on, and end with 1', async () => {
    await writeFile(join(root, 'users'), 'alice\nnobody\n');
    const { code, output, errors } = await remote('backup', 'root', ...many());
    expect({ code, errors }).toEqual({ code: 1, errors: '2 accounts, 1 failed.\n' });
    expect(output).toMatch(/^nobody: .* whether root may act for nobody\.$/m);
    expect(await readdir(join(root, 'backups'))).toEqual(['alice', 'backup.journal']);
  });

  it('go on behind what is done, when told to', async () => {
    await remote('backup', 'root', ...many());
    const journal = join(root, 'backups', 'backup.journal');
    const kept = (await readFile(journal, 'utf8')).split('\n').slice(0, 2).join('\n');
    await writeFile(journal, `${kept}\n{"user":"car`);
    const resumed = await remote('backup', 'root', ...many(), '--resume', '--json');
    expect(resumed.errors).toMatch(/^2 of 3 are done already\.\n/);
    expect(lines(resumed.output)).toHaveLength(1);
    expect((await remote('backup', 'root', ...many(), '--resume')).errors).not.toMatch(/already/);
  });

  it('refuse a damaged backup', async () => {
    await remote('backup', 'alice');
    await writeFile(join(root, 'backups', 'alice', 'main.sieve'), 'discard;');
    const { code, output, errors } = await remote('restore', 'alice');
    expect(code).toBe(1);
    expect(output + errors).toMatch(/The backup is damaged: .*main\.sieve is not what/);
    expect(await stored('alice')).toBe('# alice\r\n');
  });

  it.each([
    ['no users', ['--users', '/dev/null'], /names no users/],
    ['a number that is none', ['--connections', '0'], /is not a number from 1 to 999/],
  ])('refuse %s', async (_name, args, message) => {
    const { code, errors } = await remote('backup', 'root', ...args);
    expect(code).toBe(2);
    expect(errors).toMatch(message);
  });

  it.each(['backup', 'restore'])('say that the folder of %s comes first', async (verb) => {
    const terminal = recordTerminal();
    expect(await run(['remote', verb, 'sieve://root@localhost', 'backups'], terminal)).toBe(2);
    expect(terminal.errors()).toMatch(
      `The folder comes first, then the account: ${verb} FOLDER sieve://root@localhost`,
    );
  });

  it('stop when the server is gone, and say how to go on', async () => {
    const { port } = server;
    await server.close();
    const { code, errors } = await remote('backup', 'root', ...many());
    const one = await remote('backup', 'root');
    server = await startTestServer({ port, tls: 'none' });
    expect(code).toBe(2);
    expect(errors).toMatch(/--resume goes on with the backup from there/);
    expect(one.code).toBe(2);
    expect(one.errors).not.toMatch(/resume/);
  });
});
