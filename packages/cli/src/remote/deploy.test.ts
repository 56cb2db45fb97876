import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '@sievekit/managesieve';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

let root: string;
let folder: string;
let server: TestServer;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sievekit-deploy-'));
  folder = join(root, 'rules');
  await mkdir(folder);
  server = await startTestServer({
    check: (script) => {
      const bad = Buffer.from(script).includes('refuse');
      return { errors: bad ? [{ line: 1, message: 'no such thing' }] : [], warnings: [] };
    },
  });
  await writeFile(join(root, 'ca.pem'), server.ca);
  await write({ 'main.sieve': 'keep;\r\n', 'lists.siv': 'discard;\n', 'notes.txt': 'no script' });
});
afterEach(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function deploy(...args: readonly string[]) {
  const terminal = recordTerminal({ env: { SIEVEKIT_PASSWORD: 'secret', HOME: root } });
  const url = `sieve://alice@localhost:${server.port}`;
  const code = await run(
    ['remote', 'deploy', folder, url, '--ca', join(root, 'ca.pem'), ...args],
    terminal,
  );
  return { code, output: terminal.output(), errors: terminal.errors() };
}

async function account(): Promise<string[]> {
  const entries = await server.store.list('alice');
  return Promise.all(
    entries.map(async ({ name, active }) => {
      const text = Buffer.from(await server.store.get('alice', name)).toString();
      return `${active ? '*' : ''}${name}: ${text}`;
    }),
  );
}

describe('sievekit remote deploy', () => {
  it('stores all scripts of a folder, byte for byte, and activates one', async () => {
    expect(await deploy('--activate', 'main')).toEqual({
      code: 0,
      output: '+ lists\n+ main  (becomes active)\n',
      errors: '2 new; main is active.\n',
    });
    expect(await account()).toEqual(['lists: discard;\n', '*main: keep;\r\n']);
    expect(await deploy()).toEqual({
      code: 0,
      output: '= lists\n= main  (active)\n',
      errors: '2 as before; main is active.\n',
    });
  });

  it('says when no script is active', async () => {
    expect((await deploy()).errors).toMatch(/no script is active\.\nSo no mail is filtered/);
  });

  it('changes nothing in a dry run, and shows what would change', async () => {
    const { code, output, errors } = await deploy('--dry-run', '--diff');
    expect(code).toBe(0);
    expect(output).toContain('+++ folder/main\n@@ -0,0 +1,1 @@\n+keep;');
    expect(errors).toMatch(/^A dry run: nothing changed\. 2 new/);
    expect(await account()).toEqual([]);
  });

  it('does not overwrite what was changed on the server, unless forced', async () => {
    await deploy('--activate', 'main');
    await server.store.put('alice', 'main', Buffer.from('stop;'));
    await write({ 'main.sieve': 'discard;' });
    const { code, errors } = await deploy();
    expect(code).toBe(3);
    expect(errors).toMatch(/^Conflict: main was changed on the server\.\nNothing changed\./);
    expect(await account()).toContain('*main: stop;');
    expect(JSON.parse((await deploy('--json')).output)).toMatchObject({
      outcome: 'conflict',
      conflicts: [{ name: 'main', kind: 'changed' }],
    });
    expect((await deploy('--force')).code).toBe(0);
    expect(await account()).toContain('*main: discard;');
    expect((await deploy()).code).toBe(0);
  });

  it('keeps what stood there before, so that it can be restored', async () => {
    await server.store.put('alice', 'main', Buffer.from('stop;'));
    await server.store.setActive('alice', 'main');
    const before = await account();
    expect((await deploy('--force', '--activate', 'lists')).code).toBe(0);
    await deploy();
    const terminal = recordTerminal({ env: { SIEVEKIT_PASSWORD: 'secret', HOME: root } });
    const url = `sieve://alice@localhost:${server.port}`;
    const kept = join(folder, '.sievekit', 'before');
    const args = ['remote', 'restore', kept, url, '--prune', '--ca', join(root, 'ca.pem')];
    expect(await run(args, terminal)).toBe(0);
    expect(await account()).toEqual(before);
  });

  it('deletes what it had stored and the folder no longer has, when told to', async () => {
    await deploy('--activate', 'main');
    await rm(join(folder, 'lists.siv'));
    expect((await deploy()).errors).toBe('1 as before, 1 not of this folder; main is active.\n');
    expect((await deploy('--prune')).output).toBe('- lists\n= main  (active)\n');
    await server.store.put('alice', 'webmail', Buffer.from('keep;'));
    const { code, errors } = await deploy('--prune');
    expect(code).toBe(3);
    expect(errors).toContain('no deploy of this folder put it there');
  });

  it('shows errors at their lines, those of our own check too, and changes nothing', async () => {
    await write({ 'main.sieve': 'keep;\nkep; # refuse\n' });
    const { code, errors } = await deploy();
    expect(code).toBe(1);
    expect(errors).toMatch(/main\.sieve:2: There is no command “kep”/);
    expect(errors).toMatch(/main\.sieve:1: no such thing/);
    expect(await account()).toEqual([]);
  });

  it('leaves the last word to the server', async () => {
    await write({ 'main.sieve': 'kep;\n' });
    const { code, errors } = await deploy();
    expect(code).toBe(0);
    expect(errors).toMatch(/main\.sieve:1: warning: the server takes it, and yet: There is no/);
  });

  it.each([
    ['two files of one name', { 'main.siv': '' }, [], /stand for the same script, main/],
    [
      'a script to activate that is nowhere',
      {},
      ['--activate', 'x'],
      /There is no script x to activate/,
    ],
  ])('refuses %s', async (_name, files, args, message) => {
    await write(files);
    const { code, errors } = await deploy(...args);
    expect(code).toBe(2);
    expect(errors).toMatch(message);
  });

  it('says that the folder comes first', async () => {
    const url = 'sieve://alice@localhost';
    const terminal = recordTerminal();
    expect(await run(['remote', 'deploy', url, folder], terminal)).toBe(2);
    expect(terminal.errors()).toContain(
      `The folder comes first, then the account: deploy FOLDER ${url}`,
    );
  });

  it('prunes nothing that no deploy put there', async () => {
    await server.store.put('alice', 'stranger', Buffer.from('keep;'));
    const { code, errors } = await deploy('--activate', 'main', '--prune');
    expect(code).toBe(3);
    expect(errors).toMatch(/stranger is on the server, and no deploy of this folder put it there/);
  });

  it('does not prune the active script', async () => {
    await server.store.put('alice', 'webmail', Buffer.from('keep;'));
    await server.store.setActive('alice', 'webmail');
    const { code, errors } = await deploy('--prune', '--force');
    expect(code).toBe(2);
    expect(errors).toMatch(/webmail is active on the server and not in the folder/);
  });

  it('refuses a damaged state rather than guess', async () => {
    await deploy();
    const state = join(folder, '.sievekit', 'deployed.json');
    await writeFile(state, (await readFile(state, 'utf8')).slice(0, -10));
    expect(await deploy()).toMatchObject({ code: 2, errors: expect.stringContaining('damaged') });
  });

  it('refuses a folder without scripts', async () => {
    await rm(folder, { recursive: true });
    await mkdir(folder);
    expect((await deploy()).errors).toMatch(/has no scripts: files whose names end in \.sieve/);
  });
});
