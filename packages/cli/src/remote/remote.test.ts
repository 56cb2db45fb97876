import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore, createServer, type Server } from '@sievekit/managesieve';
import { createAuthority } from '@sievekit/managesieve/authority';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const script = Buffer.from('# Grüße\r\nkeep;\n');
let folder: string;
let server: Server;
let url: string;
let ca: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-remote-'));
  ca = join(folder, 'ca.pem');
  const authority = await createAuthority();
  await writeFile(ca, authority.ca);
  await writeFile(join(folder, 'hello.sieve'), script);
  await writeFile(join(folder, 'broken.sieve'), 'keep;\nkep;\n');
  await writeFile(join(folder, 'password'), 'secret\nnot this line\n');
  const line2 = { line: 2, message: 'no command "kep"' };
  server = createServer({
    store: createMemoryStore(),
    users: { verify: async (name, password) => name === 'alice' && password === 'secret' },
    check: (bytes) => ({
      errors: Buffer.from(bytes).includes('kep;') ? [line2] : [],
      warnings: [],
    }),
    capabilities: ['fileinto'],
    tls: await authority.issue(['localhost']),
  });
  const { port } = await server.listen(0, '127.0.0.1');
  url = `sieve://alice@localhost:${port}`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function remote(args: readonly string[], env: Record<string, string> = {}) {
  const terminal = recordTerminal({ env: { SIEVEKIT_PASSWORD: 'secret', ...env } });
  const code = await run(['remote', ...args, '--ca', ca], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

describe('sievekit remote', () => {
  it('says so where there is nothing', async () => {
    expect(await remote(['ls', url])).toEqual({
      code: 0,
      output: '',
      errors: 'No scripts on this account.\n',
    });
  });

  it('puts a script under the name of its file, lists, activates, and gets it back', async () => {
    expect(await remote(['put', url, join(folder, 'hello.sieve')])).toEqual({
      code: 0,
      output: '',
      errors: 'hello is stored.\n',
    });
    expect((await remote(['ls', url])).output).toBe('  hello\n');
    expect((await remote(['activate', url, 'hello'])).errors).toBe('hello is active now.\n');
    expect((await remote(['ls', url])).output).toBe('* hello\n');
    expect((await remote(['ls', '--json', url])).output).toBe('[{"name":"hello","active":true}]\n');
    expect((await remote(['get', url, 'hello'])).output).toBe(script.toString());
  });

  it('writes the bytes of a script to a file', async () => {
    const path = join(folder, 'copy');
    await remote(['get', url, 'hello', '-o', path]);
    expect(await readFile(path)).toEqual(script);
  });

  it('shows the complaint of the server at its line, and changes nothing', async () => {
    const path = join(folder, 'broken.sieve');
    const { code, errors } = await remote(['put', url, path, 'hello']);
    expect(code).toBe(1);
    expect(errors).toContain(`${path}:2: `);
    expect(errors).toContain('no command "kep"');
    expect((await remote(['get', url, 'hello'])).output).toBe(script.toString());
  });

  it('takes the password from the first line of a file', async () => {
    const args = ['ls', url, '--password-file', join(folder, 'password')];
    expect(await remote(args, { SIEVEKIT_PASSWORD: 'wrong' })).toMatchObject({ code: 0 });
  });

  it.each([
    ['a script that is not there', ['get', 'nothing'], {}, /nothing|exist/i],
    ['a wrong password', ['ls'], { SIEVEKIT_PASSWORD: 'hunter2' }, /^sievekit: localhost:\d+: /],
  ])(
    'says what is wrong with %s, and ends with 2',
    async (_name, [verb = '', ...rest], env, text) => {
      const { code, output, errors } = await remote([verb, url, ...rest], env);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(errors).toMatch(text);
      expect(errors).not.toContain('hunter2');
    },
  );

  it('says that a file holds no certificate', async () => {
    const terminal = recordTerminal({ env: { SIEVEKIT_PASSWORD: 'secret' } });
    expect(await run(['remote', 'ls', url, '--ca', join(folder, 'password')], terminal)).toBe(2);
    expect(terminal.errors()).toMatch(/password holds no certificate/);
  });

  it('says that nothing listens there, once', async () => {
    expect((await remote(['ls', 'sieve://alice@127.0.0.1:1'])).errors).toBe(
      'sievekit: Cannot connect to 127.0.0.1:1: nothing listens there. ' +
        'Check the port 1; that of ManageSieve is 4190.\n',
    );
  });

  it('does not trust an authority that nobody named', async () => {
    const terminal = recordTerminal({ env: { SIEVEKIT_PASSWORD: 'secret' } });
    expect(await run(['remote', 'ls', url], terminal)).toBe(2);
    expect(terminal.errors()).toMatch(/certificate/i);
  });
});
