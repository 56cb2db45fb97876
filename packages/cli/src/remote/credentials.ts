import type { Credentials } from '@sievekit/managesieve';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import type { AccountAddress, AccountSettings, RemoteOptions } from './remote-option.ts';
import { readNetrcPassword, readSecret, type SecretSource } from './secret-source.ts';

type Secret = { readonly token: string } | { readonly password: string };

/**
 * What logs in. The first that there is: what the command line names; what the account of the
 * configuration names, so that one account's password is not tried on another; the variables
 * SIEVEKIT_TOKEN and SIEVEKIT_PASSWORD; a client certificate; `~/.netrc`; the answer to a question.
 *
 * @throws {Failure} when there is none
 */
export async function readCredentials(
  address: AccountAddress,
  settings: AccountSettings,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<Credentials> {
  const { authzid, mechanism } = settings;
  const secret =
    (await readNamed(address, options, terminal, true)) ??
    (await readNamed(address, settings, terminal, false)) ??
    readVariable(terminal) ??
    (settings.cert === undefined ? await readPassword(address, terminal) : {});
  return {
    username: address.username,
    ...secret,
    ...(authzid && { authzid }),
    ...(mechanism && { mechanism }),
  };
}

/** From the one source that the command line, or the account, names. */
async function readNamed(
  address: AccountAddress,
  named: RemoteOptions,
  terminal: Terminal,
  byOption: boolean,
): Promise<Secret | undefined> {
  const password: SecretSource = {
    file: named.passwordFile,
    fd: byOption ? named.passwordFd : undefined,
    command: named.passwordCommand,
  };
  const token: SecretSource = {
    file: named.tokenFile,
    fd: byOption ? named.tokenFd : undefined,
    command: named.tokenCommand,
  };
  const sources = [password, token].flatMap((source) => Object.values(source)).concat(named.netrc);
  if (sources.filter((source) => source !== undefined).length > 1) {
    throw new Failure(
      `${byOption ? 'The options name' : 'The account names'} several sources of a password or token. Leave one.`,
    );
  }
  const read = await readSecret('token', token);
  if (read !== undefined) return { token: read };
  const known =
    named.netrc === undefined
      ? await readSecret('password', password)
      : await readNetrcPassword(address, named.netrc, terminal);
  return known === undefined ? undefined : { password: known };
}

function readVariable({ env }: Terminal): Secret | undefined {
  const { SIEVEKIT_TOKEN: token, SIEVEKIT_PASSWORD: password } = env;
  if (token) return { token };
  if (password === undefined) return undefined;
  if (password !== '') return { password };
  throw new Failure('The variable SIEVEKIT_PASSWORD is set, and empty. Give it the password.');
}

async function readPassword(address: AccountAddress, terminal: Terminal): Promise<Secret> {
  const { username, host } = address;
  const password =
    (await readNetrcPassword(address, undefined, terminal)) ??
    (await terminal.askSecret(`Password of ${username} on ${host}: `));
  if (password) return { password };
  throw new Failure(
    `No password of ${username} on ${host}: set the variable SIEVEKIT_PASSWORD, name a file with ` +
      '--password-file or a command with --password-command, or write it into ~/.netrc.',
  );
}
