import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { type RemoteServer, startRemote } from '../../test/remote-server.ts';
import { run } from '../program.ts';

let given: RemoteServer;
let bob: string;
const at = (name: string): string => join(given.folder, name);
beforeAll(async () => {
  given = await startRemote();
  const { store, port } = given.server;
  bob = `sieve://bob@localhost:${port}`;
  const put = (user: string, name: string, text: string) =>
    store.put(user, name, Buffer.from(text));
  await put('alice', 'main', 'keep;\n');
  await put('alice', 'same', 'stop;\n');
  await put('alice', 'evil\u{feff}', 'keep;\n');
  await store.setActive('alice', 'main');
  await mkdir(at('copy'));
  await given.file('copy/main.sieve', 'keep;\ndiscard;\n');
  await given.file('copy/same.sieve', 'stop;\n');
  await given.file('copy/only.sieve', '');
  await given.file('copy/README', 'no script');
  await given.file('crlf.sieve', 'keep;\r\n');
  await given.file('latin1.sieve', Buffer.of(0x23, 0xff, 0x0a));
  await given.file('config.yaml', `accounts:\n  work: { url: "${given.url}" }\n`);
});
afterAll(() => given.stop());

const header = (a: string, b: string): string => `--- ${a}\n+++ ${b}\n`;

describe('sievekit remote diff', () => {
  it('compares an account with a folder', async () => {
    const { code, output } = await given.remote(['diff', given.url, at('copy')]);
    const label = given.url.replace('sieve://', '');
    expect(code).toBe(1);
    expect(output).toBe(
      `Only in ${label}: evil\u{feff}\n` +
        header(`${label}/main`, `${at('copy')}/main`) +
        '@@ -1,1 +1,2 @@\n keep;\n+discard;\n' +
        `Only in ${at('copy')}: only\n`,
    );
  });

  it('compares a script with a file, whatever their names', async () => {
    const path = at('crlf.sieve');
    const { code, output } = await given.remote(['diff', `${given.url}/main`, path]);
    expect(code).toBe(1);
    expect(output).toContain('\n-keep;\n+keep;\r\n');
    expect(await given.remote(['diff', `${given.url}/same`, at('copy/same.sieve')])).toEqual({
      code: 0,
      output: '',
      errors: '',
    });
  });

  it('shows line ends that differ on a screen', async () => {
    const { output } = await given.remote(['diff', `${given.url}/main`, at('crlf.sieve')], {
      screen: true,
    });
    expect(output).toContain('\n-keep;\n+keep;\\r\n');
  });

  it('finds the script of a file in an account of the configuration', async () => {
    const args = ['diff', '--config', at('config.yaml'), at('copy/same.sieve'), 'work'];
    expect(await given.remote(args)).toMatchObject({ code: 0 });
    const named = ['diff', '--config', at('config.yaml'), 'work:main', at('copy')];
    expect(await given.remote(named)).toMatchObject({ code: 1 });
  });

  it('compares two accounts, and which script is active', async () => {
    const { store } = given.server;
    for (const name of ['main', 'same', 'evil\u{feff}']) {
      await store.put('bob', name, Buffer.from(await store.get('alice', name)));
    }
    await given.file(
      'two.yaml',
      `accounts:\n  bob: { url: "${bob}", ca: ca.pem, passwordCommand: echo other }\n` +
        `  alice: { url: "${given.url}", ca: ca.pem, passwordCommand: echo secret }\n`,
    );
    const args = ['diff', 'alice', 'bob', '--config', at('two.yaml')];
    const { code, output } = await given.remote(args);
    expect({ code, output }).toEqual({
      code: 1,
      output: `Active in ${given.url.slice(8)}: main\n` + `Active in ${bob.slice(8)}: no script\n`,
    });
    await store.setActive('bob', 'main');
    expect(await given.remote(args)).toEqual({ code: 0, output: '', errors: '' });
    expect(JSON.parse((await given.remote([...args, '--json'])).output)).toMatchObject({
      same: true,
      active: null,
      scripts: [{ change: 'same' }, { change: 'same' }, { change: 'same' }],
    });
  });

  it('only says that scripts differ where one is no text', async () => {
    const { code, output } = await given.remote([
      'diff',
      at('latin1.sieve'),
      at('copy/same.sieve'),
    ]);
    expect({ code, output }).toEqual({
      code: 1,
      output: `${at('latin1.sieve')} and ${at('copy/same.sieve')} differ, and cannot be compared line by line.\n`,
    });
  });

  it.each<[what: string, args: (place: RemoteServer) => string[], message: RegExp]>([
    [
      'a file that is not there',
      ({ url }) => [url, './none.sieve'],
      /none\.sieve: there is no such file/,
    ],
    ['a word that is nothing', ({ url }) => [url, 'wrok'], /wrok is no address of an account/],
    [
      'a script that the folder lacks',
      ({ url, folder }) => [`${url}/evil`, join(folder, 'copy')],
      /no file evil\.sieve|no script named/,
    ],
    [
      'a script that the account lacks',
      ({ url, folder }) => [url, join(folder, 'copy/only.sieve')],
      /only/,
    ],
  ])('refuses %s', async (_what, args, message) => {
    const { code, output, errors } = await given.remote(['diff', ...args(given)]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(message);
  });

  it('finds accounts and scripts whose names look like files', async () => {
    await given.server.store.put('alice', 'a/v2.sieve', Buffer.from('stop;\n'));
    const config = await given.file(
      'dots.yaml',
      `accounts:\n  mail.example.org: { url: "${given.url}" }\n`,
    );
    const args = ['diff', '--config', config, 'mail.example.org:a/v2.sieve', at('copy/same.sieve')];
    expect(await given.remote(args)).toEqual({ code: 0, output: '', errors: '' });
    await given.server.store.delete('alice', 'a/v2.sieve');
  });

  it('takes the folder that backup made: of the account, or of the only one in it', async () => {
    const backups = at('backups');
    await given.remote(['backup', backups, given.url]);
    expect(await given.remote(['diff', given.url, backups])).toEqual({
      code: 0,
      output: '',
      errors: '',
    });
    await given.remote(['backup', backups, bob], { env: { SIEVEKIT_PASSWORD: 'other' } });
    expect((await given.remote(['diff', given.url, backups])).code).toBe(0);
    const { code, errors } = await given.remote(['diff', at('copy'), backups]);
    expect(code).toBe(2);
    expect(errors).toMatch(/holds backups of several accounts: name one of them, as .*backups/);
  });

  it('leaves hidden files out, as deploy does', async () => {
    await mkdir(at('hidden'));
    await given.file('hidden/.#main.sieve', 'lock');
    await given.file('hidden/main.sieve', 'keep;\n');
    const { output } = await given.remote(['diff', `${given.url}/main`, at('hidden'), '--json']);
    expect(JSON.parse(output)).toMatchObject({ same: true, scripts: [{ name: 'main' }] });
    const all = await given.remote(['diff', at('hidden'), at('copy'), '--json']);
    expect(all.output).not.toContain('.#main');
  });

  it('compares standard input', async () => {
    const terminal = recordTerminal({ input: 'stop;\n' });
    expect(await run(['remote', 'diff', '-', at('copy/same.sieve')], terminal)).toBe(0);
  });
});
