import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

const cli = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

describe.skipIf(missingParts(['dovecot']).length > 0)('sievekit remote and Dovecot', () => {
  let dovecot: Dovecot;
  let folder: string;
  let url: string;
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    dovecot = await startDovecot();
    folder = await mkdtemp(join(tmpdir(), 'sk-remote-'));
    url = `sieve://alice@localhost:${dovecot.ports.sieve}`;
    await writeFile(at('main.sieve'), 'require "fileinto";\r\nfileinto "Junk";\r\n');
    await writeFile(at('broken.sieve'), 'keep;\nkep;\n');
    await writeFile(at('.netrc'), `machine localhost login alice password ${labPassword}\n`);
    await chmod(at('.netrc'), 0o600);
    await writeFile(at('password'), `${labPassword}\n`);
    await writeFile(
      at('config.yaml'),
      `accounts:\n  work:\n    url: ${url}\n    ca: ${dovecot.caFile}\n    passwordCommand: cat ${at('password')}\n`,
    );
  });
  afterAll(async () => {
    await dovecot?.stop();
    await rm(folder, { recursive: true });
  });

  /** Runs `sievekit remote` as a process that trusts the lab, and finds the password in ~/.netrc. */
  function remote(args: readonly string[], env: Record<string, string> = {}) {
    const options = {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, NODE_EXTRA_CA_CERTS: dovecot.caFile, ...env },
    };
    return new Promise<{ status: number; output: string; errors: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [cli, 'remote', ...args],
        options,
        (error, output, errors) => {
          resolve({ status: error ? Number(error.code) : 0, output, errors });
        },
      );
      child.stdin?.end();
    });
  }

  it('stores a script, activates it, lists it, gets it back and says what it is', async () => {
    expect(await remote(['put', url, 'main.sieve', '--activate'])).toEqual({
      status: 0,
      output: '',
      errors: 'main is stored.\nmain is active now.\n',
    });
    expect((await remote(['ls', '--json', url])).output).toBe('[{"name":"main","active":true}]\n');
    expect((await remote(['ls', url, '--json'])).output).toBe('[{"name":"main","active":true}]\n');
    expect((await remote(['get', url, 'main'])).output).toBe(
      await readFile(at('main.sieve'), 'utf8'),
    );
    const info = JSON.parse((await remote(['info', url, '--json'])).output);
    expect(info).toMatchObject({
      implementation: expect.stringMatching(/^Dovecot/),
      active: 'main',
    });
    expect(info.mechanisms).toContain('PLAIN');
  });

  it('shows what the server complains of, with the line', async () => {
    for (const verb of ['put', 'check']) {
      const { status, output, errors } = await remote([verb, url, 'broken.sieve']);
      expect(status).toBe(1);
      expect(output + errors).toMatch(/^broken\.sieve:2: unknown command 'kep'/m);
    }
  });

  it('keeps odd names apart from commands and options', async () => {
    const names = ['-odd', 'q"uo\\te', 'ünï→😀', 'OK'];
    const puts = names.map((name) => remote(['put', url, 'main.sieve', '--', name]));
    for (const ended of await Promise.all(puts)) expect(ended).toMatchObject({ status: 0 });
    const { output } = await remote(['ls', url]);
    for (const name of names) expect(output).toContain(`  ${name}\n`);
    expect(await remote(['mv', url, 'OK', 'fine'])).toMatchObject({ status: 0 });
    names.splice(names.indexOf('OK'), 1, 'fine');
    expect(await remote(['rm', url, '--', ...names])).toMatchObject({ status: 0 });
    expect((await remote(['ls', url])).output).toBe('* main\n');
  });

  it('does not delete the active script, nor rename over another', async () => {
    expect(await remote(['rm', url, 'main'])).toMatchObject({
      status: 2,
      errors: expect.stringMatching(/main is not deleted: .*deactivate/),
    });
    expect((await remote(['mv', url, 'main', 'main'])).errors).toMatch(/Nothing is overwritten/);
    expect((await remote(['get', url, 'none'])).errors).toMatch(/See the names with ls/);
  });

  it('edits a script in an account of the configuration', async () => {
    const config = ['--config', at('config.yaml')];
    const edited = await remote(['edit', 'work', 'main', ...config], {
      EDITOR: 'sed -i s/Junk/Spam/',
    });
    expect(edited).toEqual({ status: 0, output: '', errors: 'main is stored.\n' });
    const { status, output } = await remote(['diff', 'main.sieve', 'work', ...config]);
    expect(status).toBe(1);
    expect(output).toContain('\n-fileinto "Junk";\r\n+fileinto "Spam";\r\n');
    const broken = await remote(['edit', 'work', 'main', ...config], { EDITOR: 'echo kep >>' });
    expect(broken).toMatchObject({
      status: 1,
      errors: expect.stringMatching(/Your draft is \/.+/),
    });
  });

  it('says what is wrong with a login, and which option helps', async () => {
    const wrong = await remote(['ls', url], { SIEVEKIT_PASSWORD: 'hunter2' });
    expect(wrong).toMatchObject({
      status: 2,
      errors: expect.stringMatching(/Check the name alice and the password/),
    });
    const untrusted = await remote(['ls', url], { NODE_EXTRA_CA_CERTS: '' });
    expect(untrusted.errors).toMatch(/--ca FILE, the variable NODE_EXTRA_CA_CERTS/);
    const implicit = await remote(['ls', url, '--tls', 'implicit']);
    expect(implicit.errors).toMatch(/Leave out --tls implicit/);
    expect(wrong.errors + untrusted.errors + implicit.errors).not.toContain('hunter2');
  });

  it('logs in by a password from a descriptor and a named mechanism', async () => {
    const { status } = await remote(['ls', url, '--mechanism', 'plain', '--password-fd', '0']);
    expect(status).toBe(2);
    const shell = `exec "${process.execPath}" "${cli}" remote ls "${url}" --password-fd 3 3< password`;
    const env = { PATH: process.env.PATH, HOME: '/nowhere', NODE_EXTRA_CA_CERTS: dovecot.caFile };
    const output = await new Promise((resolve) => {
      execFile('bash', ['-c', shell], { cwd: folder, env }, (_error, text) => resolve(text));
    });
    expect(output).toBe('* main\n');
  });
});
