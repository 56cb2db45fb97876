import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { checkSettings, readSection } from '../config.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import type { AccountSettings } from './remote-option.ts';

/** An account of the configuration file. */
export interface NamedAccount extends AccountSettings {
  readonly url: string;
}

const text = v.pipe(v.string('Expected a text'), v.nonEmpty('It is empty.'));
const noSecret = v.never(
  'No secret stands in this file: name a passwordCommand, a passwordFile or .netrc instead.',
);

const accountSchema = v.strictObject({
  url: v.pipe(text, v.startsWith('sieve://', 'Expected an address such as sieve://user@host')),
  tls: v.exactOptional(
    v.picklist(['starttls', 'implicit', 'none'], 'Expected starttls, implicit or none'),
  ),
  ca: v.exactOptional(text),
  cert: v.exactOptional(text),
  key: v.exactOptional(text),
  pin: v.exactOptional(text),
  servername: v.exactOptional(text),
  mechanism: v.exactOptional(text),
  authzid: v.exactOptional(text),
  password: v.exactOptional(noSecret),
  token: v.exactOptional(noSecret),
  passwordFile: v.exactOptional(text),
  passwordCommand: v.exactOptional(text),
  tokenFile: v.exactOptional(text),
  tokenCommand: v.exactOptional(text),
  netrc: v.exactOptional(text),
  allowPlaintextPassword: v.exactOptional(v.boolean('Expected true or false')),
});
const sectionSchema = v.record(v.string(), accountSchema);

/** Where the configuration is looked for: `sievekit/config.yaml` in `$XDG_CONFIG_HOME` or `~/.config`. */
export function configPath(env: Terminal['env']): string {
  const { XDG_CONFIG_HOME: base, HOME: home = homedir() } = env;
  return join(base?.startsWith('/') ? base : join(home, '.config'), 'sievekit', 'config.yaml');
}

/**
 * All accounts of the configuration file by name; none where no file was named and the usual one
 * is not there. Paths in it begin at its folder, and `~/` is the home.
 *
 * @throws {Failure} with the file and the line of a mistake
 */
export async function readAccounts(
  file: string | undefined,
  env: Terminal['env'],
): Promise<ReadonlyMap<string, NamedAccount>> {
  const path = file ?? configPath(env);
  if (file === undefined && !(await isThere(path))) return new Map();
  const section = await readSection(path, 'accounts');
  const accounts = checkSettings(sectionSchema, section.settings, section);
  const locate = (name: string): string => {
    if (name.startsWith('~/')) return join(env.HOME ?? homedir(), name.slice(2));
    return resolve(dirname(path), name);
  };
  return new Map(
    Object.entries(accounts).map(([name, account]) => [name, withPaths(account, locate)]),
  );
}

const pathKeys = ['ca', 'cert', 'key', 'passwordFile', 'tokenFile', 'netrc'] as const;

function withPaths(
  account: v.InferOutput<typeof accountSchema>,
  locate: (name: string) => string,
): NamedAccount {
  const { password: _password, token: _token, ...settings } = account;
  const paths = pathKeys.flatMap((key) => {
    const path = settings[key];
    return path === undefined ? [] : [[key, locate(path)] as const];
  });
  return { ...settings, ...Object.fromEntries(paths) };
}

/**
 * The account of this name.
 *
 * @throws {Failure} when there is none; says which there are
 */
export async function findAccount(
  name: string,
  file: string | undefined,
  env: Terminal['env'],
): Promise<NamedAccount> {
  const accounts = await readAccounts(file, env);
  const account = accounts.get(name);
  if (account !== undefined) return account;
  const path = file ?? configPath(env);
  const known =
    accounts.size === 0
      ? `${path} names no accounts`
      : `the accounts in ${path} are ${[...accounts.keys()].join(', ')}`;
  throw new Failure(
    `${name} is no address of an account, and ${known}. ` +
      'Write it as sieve://user@host or sieve://user@host:port.',
  );
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    // A file that is there and may not be read is to be told of.
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
