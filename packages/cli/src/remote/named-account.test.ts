import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configPath, findAccount, readAccounts } from './named-account.ts';

let home: string;
let path: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sievekit-config-'));
  path = join(home, '.config', 'sievekit', 'config.yaml');
  await mkdir(join(home, '.config', 'sievekit'), { recursive: true });
});
afterAll(() => rm(home, { recursive: true }));

describe('the configuration', () => {
  it.each([
    [{ HOME: '/home/alice' }, '/home/alice/.config/sievekit/config.yaml'],
    [{ HOME: '/home/alice', XDG_CONFIG_HOME: '/etc/xdg' }, '/etc/xdg/sievekit/config.yaml'],
    [
      { HOME: '/home/alice', XDG_CONFIG_HOME: 'relative' },
      '/home/alice/.config/sievekit/config.yaml',
    ],
  ])('with %j is %s', (env, expected) => {
    expect(configPath(env)).toBe(expected);
  });

  it('need not be there', async () => {
    expect(await readAccounts(undefined, { HOME: '/nowhere' })).toEqual(new Map());
    await expect(findAccount('work', undefined, { HOME: '/nowhere' })).rejects.toThrow(
      'work is no address of an account, and /nowhere/.config/sievekit/config.yaml names no accounts.',
    );
  });

  it('must be there when it is named', async () => {
    await expect(readAccounts('/nowhere.yaml', {})).rejects.toThrow(/nowhere\.yaml.*no such file/);
  });

  it('gives an account by its name, with its paths', async () => {
    await writeFile(
      path,
      `accounts:
  work:
    url: sieve://alice@mail.example.org
    ca: ca.pem
    passwordFile: ~/secret
    passwordCommand: pass show mail
  home: { url: sieve://bob@localhost, tls: implicit }
`,
    );
    const env = { HOME: home };
    expect(await findAccount('work', undefined, env)).toEqual({
      url: 'sieve://alice@mail.example.org',
      ca: join(home, '.config', 'sievekit', 'ca.pem'),
      passwordFile: join(home, 'secret'),
      passwordCommand: 'pass show mail',
    });
    expect(await findAccount('home', path, env)).toMatchObject({ tls: 'implicit' });
    await expect(findAccount('wrok', undefined, env)).rejects.toThrow(/are work, home\./);
  });

  it.each([
    [
      'accounts:\n  work: { ur: "sieve://a@b" }\n',
      /yaml:2: There is no setting "accounts\.work\.ur"/,
    ],
    ['accounts:\n  work:\n    tls: implicit\n', /yaml:3: accounts\.work\.url: /],
    ['accounts:\n  work:\n    url: mail\n', /yaml:3: .*sieve:\/\/user@host/],
    [
      'accounts:\n  a:\n    url: sieve://a@b\n    tls: ssl\n',
      /yaml:4: .*starttls, implicit or none/,
    ],
    [
      'accounts:\n  a:\n    url: sieve://a@b\n    password: hunter2\n',
      /yaml:4: .*No secret stands in this file/,
    ],
    ['accounts:\n  a:\n    url: sieve://a@b\n    ca: ""\n', /yaml:4: .*empty/],
    ['accounts:\n  work: sieve://a@b\n', /yaml:2: accounts\.work: /],
    ['accounts: [\n', /yaml:\d: /],
    ['editor: {}\n', /no section "accounts:"/],
  ])('names the line of a mistake in %j', async (yaml, message) => {
    await writeFile(path, yaml);
    const read = readAccounts(path, {});
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.not.toThrow(/hunter2/);
  });
});
