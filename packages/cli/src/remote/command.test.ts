import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RemoteServer, startRemote } from '../../test/remote-server.ts';

let given: RemoteServer;
const remote = (verb: string, ...args: string[]) => given.remote([verb, given.url, ...args]);
beforeAll(async () => {
  given = await startRemote();
});
afterAll(() => given.stop());
beforeEach(async () => {
  const { store } = given.server;
  await store.setActive('alice', null);
  for (const { name } of await store.list('alice')) await store.delete('alice', name);
  await store.put('alice', 'main', Buffer.from('keep;\n'));
  await store.put('alice', '-odd', Buffer.from('stop;\n'));
  await store.setActive('alice', 'main');
});

const ok = (errors: string, output = '') => ({ code: 0, output, errors });

describe('sievekit remote', () => {
  it.each<[args: [string, ...string[]], ended: object]>([
    [['deactivate'], ok('main is no longer active; no script filters now.\n')],
    [['deactivate', '--json'], ok('', '{"name":"main","active":false}\n')],
    [['activate', '--json', '--', '-odd'], ok('', '{"name":"-odd","active":true}\n')],
    [['rm', '--', '-odd', '-odd'], ok('-odd is deleted.\n')],
    [['rm', '--json', '--', '-odd'], ok('', '{"removed":["-odd"]}\n')],
    [['mv', 'main', 'Büro {5+}'], ok('main is Büro {5+} now.\n')],
    [['mv', '--json', 'main', 'x'], ok('', '{"from":"main","to":"x"}\n')],
    [['cat', '--', 'main', '-odd'], ok('', 'keep;\nstop;\n')],
  ])('%j', async (args, ended) => {
    expect(await remote(...args)).toEqual(ended);
  });

  it('deletes what it can, and says what it could not', async () => {
    const { code, output, errors } = await remote('rm', 'main', 'none', '--', '-odd');
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/^-odd is deleted\.\n/);
    expect(errors).toMatch(/main is not deleted: .*activate another first, or deactivate/);
    expect(errors).toMatch(/none is not deleted: .*See the names with ls/);
  });

  it('gives scripts as JSON, text or not', async () => {
    await given.server.store.put('alice', 'raw', Buffer.of(0xff));
    const [main, raw] = JSON.parse((await remote('cat', '--json', 'main', 'raw')).output);
    expect(main).toMatchObject({ name: 'main', size: 6, text: 'keep;\n' });
    expect(raw).toEqual({
      name: 'raw',
      size: 1,
      sha256: 'a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89',
      base64: '/w==',
    });
  });

  it('escapes what a terminal would obey, on a screen only', async () => {
    await given.server.store.put('alice', 'evil', Buffer.from('# \u001b[2J\nkeep;\n'));
    for (const verb of ['get', 'cat']) {
      const args = [verb, given.url, 'evil'];
      expect((await given.remote(args)).output).toContain('\u001b');
      expect((await given.remote(args, { screen: true })).output).toBe('# \\u{1b}[2J\nkeep;\n');
    }
  });

  it('shows what the server is', async () => {
    const info = JSON.parse((await remote('info', '--json')).output);
    expect(info).toMatchObject({
      server: `localhost:${given.server.port}`,
      version: '1.0',
      tls: { protocol: 'TLSv1.3', certificate: { names: ['127.0.0.1', 'localhost'] } },
      sieve: ['fileinto'],
      owner: 'alice',
      scripts: 2,
      active: 'main',
    });
    expect(info.mechanisms).toContain('SCRAM-SHA-256');
    const { output } = await remote('info');
    expect(output).toMatch(/^Certificate +127\.0\.0\.1, localhost$/m);
    expect(output).toMatch(/^Scripts +2, active: main$/m);
    expect(output).toContain(info.tls.certificate.fingerprint256);
  });
});

describe('sievekit remote check', () => {
  it('shows what the server says of each file, and stores none', async () => {
    const good = await given.file('good.sieve', 'keep;\n');
    const bad = await given.file('bad.sieve', 'keep;\nkep;\n');
    const odd = await given.file('odd.sieve', '# odd\n');
    expect(await remote('check', good, odd)).toEqual(
      ok('', `${good}: the server takes it\n${odd}:1: warning: there is "odd"\n`),
    );
    expect(await remote('check', good, bad)).toMatchObject({
      code: 1,
      output: `${good}: the server takes it\n${bad}:2: there is "kep;"\n`,
    });
    const { code, output } = await remote('check', '--json', good, bad);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual([
      { path: good, valid: true, complaints: [] },
      {
        path: bad,
        valid: false,
        complaints: [{ line: 2, severity: 'error', message: 'there is "kep;"' }],
      },
    ]);
    expect(await given.server.store.list('alice')).toHaveLength(2);
  });
});

describe('sievekit remote put', () => {
  it('tells of warnings', async () => {
    const odd = await given.file('odd.sieve', '# odd\n');
    expect(await remote('put', odd)).toEqual(
      ok(`${odd}:1: warning: there is "odd"\nodd is stored.\n`),
    );
  });

  it('says as JSON what became of the script', async () => {
    const good = await given.file('good.sieve', 'keep;\n');
    const bad = await given.file('bad.sieve', 'kep;\n');
    expect(await remote('put', '--json', '--activate', good)).toEqual(
      ok('', '{"name":"good","stored":true,"active":true,"complaints":[]}\n'),
    );
    const { code, output } = await remote('put', '--json', bad);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ stored: false, complaints: [{ line: 1 }] });
  });

  it('takes a script from standard input, unless the password comes from there', async () => {
    const args = ['put', given.url, '-', 'piped'];
    expect(await given.remote(args, { input: 'keep;\n' })).toEqual(ok('piped is stored.\n'));
    expect(await given.remote([...args, '--password-fd', '0'])).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/Descriptor 0 is standard input/),
    });
    expect(await remote('put', '-')).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/needs a name/),
    });
  });
});

describe('sievekit remote get -o', () => {
  it('overwrites nothing, unless that is wanted', async () => {
    const path = join(given.folder, 'new.sieve');
    expect(await remote('get', 'main', '-o', path)).toEqual(ok(`main is in ${path}.\n`));
    expect(await remote('get', '-o', path, '--', '-odd')).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/there already, and was not overwritten.*--force/),
    });
    expect(await readFile(path, 'utf8')).toBe('keep;\n');
    expect(await remote('get', '-f', '-o', path, '--', '-odd')).toMatchObject({ code: 0 });
    expect(await readFile(path, 'utf8')).toBe('stop;\n');
  });

  it('writes into no folder that is not there, and leaves nothing behind', async () => {
    const path = join(given.folder, 'none', 'x.sieve');
    expect(await remote('get', 'main', '-o', path)).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/its folder is not there/),
    });
    const folder = await remote('get', 'main', '-f', '-o', given.folder);
    expect(folder).toMatchObject({ code: 2, errors: expect.stringMatching(/it is no file/) });
    expect(existsSync(join(given.folder, 'none'))).toBe(false);
  });
});

describe('--trace', () => {
  it('writes the conversation without the password, and over nothing', async () => {
    const path = join(given.folder, 'trace');
    const args = ['ls', given.url, '--mechanism', 'PLAIN', '--trace', path];
    expect(await given.remote(args)).toMatchObject({ code: 0 });
    const trace = await readFile(path, 'utf8');
    expect(trace).toMatch(/^C: LISTSCRIPTS$/m);
    expect(trace).not.toContain('secret');
    expect(trace).not.toContain(Buffer.from('\0alice\0secret').toString('base64'));
    expect(await given.remote(args)).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/trace: it is there already/),
    });
    expect((await remote('ls', '--trace', '-')).errors).toMatch(/^C: LISTSCRIPTS$/m);
  });
});
