import { chmod, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenTerminal, recordTerminal } from '../../test/recorded-terminal.ts';
import { maxSecretBytes } from '../limits.ts';
import { readCredentials } from './credentials.ts';
import type { AccountSettings, RemoteOptions } from './remote-option.ts';
import { readSecret } from './secret-source.ts';

let home: string;
const at = (name: string): string => join(home, name);
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sievekit-secret-'));
  await writeFile(at('password'), 'from file\nnot this line\n');
  await writeFile(at('crlf'), 'from file\r\n');
  await writeFile(at('empty'), '\n');
  await writeFile(at('large'), 'x'.repeat(maxSecretBytes + 1));
  await writeFile(at('.netrc'), 'machine mail login alice password "from netrc"\n', {
    mode: 0o600,
  });
  await writeFile(at('other'), 'machine mail login alice password other\n', { mode: 0o600 });
  await writeFile(at('open'), 'machine mail login alice password secret\n');
  await chmod(at('open'), 0o640);
});
afterAll(() => rm(home, { recursive: true }));

interface Case extends GivenTerminal {
  readonly options?: RemoteOptions;
  readonly account?: AccountSettings;
  readonly username?: string;
}

async function read({ options = {}, account = {}, username = 'alice', ...given }: Case) {
  const terminal = recordTerminal({ ...given, env: { HOME: home, ...given.env } });
  const address = { username, host: 'mail', port: 4190 };
  return await readCredentials(address, { ...account, ...options }, options, terminal);
}

describe('the password', () => {
  const env = { SIEVEKIT_PASSWORD: 'from variable' };
  const passwordCommand = 'echo from command; echo not this';
  it.each<[string, Case, string]>([
    ['a file', { options: { passwordFile: 'password' } }, 'from file'],
    ['a file with CRLF', { options: { passwordFile: 'crlf' } }, 'from file'],
    ['a command', { options: { passwordCommand } }, 'from command'],
    ['another .netrc', { options: { netrc: 'other' } }, 'other'],
    ['the account', { account: { passwordCommand }, env }, 'from command'],
    [
      'an option rather than the account',
      {
        options: { passwordFile: 'password' },
        account: { passwordCommand },
        env,
      },
      'from file',
    ],
    ['the variable', { env }, 'from variable'],
    ['~/.netrc', { secret: 'typed' }, 'from netrc'],
    ['a person', { username: 'bob', secret: 'typed' }, 'typed'],
  ])('comes from %s', async (_from, given, password) => {
    const options = locate(given.options ?? {});
    expect(await read({ ...given, options })).toMatchObject({ password });
  });

  it.each<[string, Case, RegExp]>([
    [
      'a file that is not there',
      { options: { passwordFile: 'none' } },
      /none: there is no such file/,
    ],
    ['an empty file', { options: { passwordFile: 'empty' } }, /empty is empty/],
    ['a large file', { options: { passwordFile: 'large' } }, /over 64 KiB/],
    ['a command that fails', { options: { passwordCommand: 'echo hunter2; exit 3' } }, /status 3/],
    [
      'a command that is not there',
      { options: { passwordCommand: 'no-such-command 2>&-' } },
      /status 127/,
    ],
    [
      'a .netrc that others may read',
      { options: { netrc: 'open' } },
      /others may read it.*chmod 600/,
    ],
    [
      'a .netrc without the account',
      { options: { netrc: 'other' }, username: 'bob' },
      /no password of bob/,
    ],
    ['an empty variable', { env: { SIEVEKIT_PASSWORD: '' } }, /is set, and empty/],
    ['nobody', { username: 'bob' }, /No password of bob on mail.*--password-command/],
    ['an empty answer', { username: 'bob', secret: '' }, /No password of bob/],
    ['two places', { options: { passwordFile: 'password', netrc: 'other' } }, /several sources/],
    [
      'a descriptor that is none',
      { options: { passwordFd: 'x' } },
      /--password-fd x is no file descriptor/,
    ],
    ['a descriptor that is closed', { options: { passwordFd: '999' } }, /999< FILE/],
  ])('is refused from %s', async (_from, given, message) => {
    const refused = read({ ...given, options: locate(given.options ?? {}) });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});

/** File names stand in the folder of the test. */
function locate(options: RemoteOptions): RemoteOptions {
  const { passwordFile, netrc } = options;
  return {
    ...options,
    ...(passwordFile && { passwordFile: at(passwordFile) }),
    ...(netrc && { netrc: at(netrc) }),
  };
}

describe('what logs in', () => {
  it.each<[string, Case, object]>([
    ['a token', { options: { tokenCommand: 'echo abc' } }, { username: 'alice', token: 'abc' }],
    [
      'the variable of a token',
      { env: { SIEVEKIT_TOKEN: 'abc' } },
      { username: 'alice', token: 'abc' },
    ],
    ['a certificate', { account: { cert: 'x' } }, { username: 'alice' }],
    [
      'an administrator for somebody else',
      { options: { authzid: 'bob', mechanism: 'PLAIN' }, env: { SIEVEKIT_PASSWORD: 'p' } },
      { username: 'alice', password: 'p', authzid: 'bob', mechanism: 'PLAIN' },
    ],
  ])('is %s', async (_who, given, credentials) => {
    expect(await read(given)).toEqual(credentials);
  });
});

it('is not waited for without end', async () => {
  const source = { file: undefined, fd: undefined, command: 'sleep 5; echo late' };
  await expect(readSecret('password', source, 50)).rejects.toThrow(/longer than 0\.05 seconds/);
});

it('is read from a descriptor that is open', async () => {
  const file = await open(at('password'));
  try {
    const options = { passwordFd: String(file.fd) };
    expect(await read({ options })).toMatchObject({ password: 'from file' });
  } finally {
    await file.close();
  }
});
