import {
  type Client,
  type Credentials,
  connect,
  defaultPort,
  isManageSieveError,
  type LoginOptions,
  type ManageSieveError,
  parseSieveUrl,
} from '@sievekit/managesieve';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { readCredentials } from './credentials.ts';
import { explain } from './explain.ts';
import type { AccountAddress, AccountSettings, RemoteOptions } from './remote-option.ts';
import { readServerOptions } from './server-option.ts';
import { showName } from './show-name.ts';

export type { RemoteOptions } from './remote-option.ts';

/** An account whose password is known, so that one may connect more than once. */
export interface Account extends AccountAddress {
  /** `user@host[:port]`, to be shown. */
  readonly label: string;
  /**
   * Logs in, hands the client to `use`, and logs out. Errors of the server become sentences.
   * `mechanisms` are those that were offered before the login. Unless `refresh` is false, the
   * capabilities are those after it.
   */
  session<Result>(
    use: (client: Client, mechanisms: readonly string[]) => Promise<Result>,
    options?: LoginOptions,
  ): Promise<Result>;
  /** Whose scripts these are: the user to act for, else the one who logs in. */
  readonly owner: string;
  /** Opens a connection; nobody is logged in. */
  open(): Promise<Client>;
  /**
   * Logs in, with another name or for another user where that is said; the capabilities stay those
   * from before.
   */
  logIn(client: Client, as?: Partial<Pick<Credentials, 'username' | 'authzid'>>): Promise<void>;
  /** What a failure of the server means, in a sentence; `authzid` is whom to act for. */
  explain(error: ManageSieveError, authzid?: string): string;
}

/**
 * Finds out where the account is and what logs in there, without connecting.
 *
 * @param name an address, or the name of an account in the configuration file
 * @throws {Failure} when there is no such account, or no password
 */
export async function openAccount(
  name: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<Account> {
  const { address, settings } = await resolveAccount(name, options, terminal);
  const { username, host, port } = address;
  if (!username && settings.cert === undefined) {
    throw new Failure(`${name} names no user. Write it as sieve://user@host.`);
  }
  const server = await readServerOptions(address, settings, options.trace, terminal);
  const credentials = await readCredentials(address, settings, options, terminal);
  const open = (): Promise<Client> => connect({ ...server, host, port });
  const sayWhy = (error: ManageSieveError, authzid = settings.authzid ?? ''): string =>
    explain(error, { ...address, ...settings, authzid });
  return {
    ...address,
    label: labelOf(address),
    owner: credentials.authzid || username,
    open,
    logIn: (client, as) => client.authenticate({ ...credentials, ...as }, { refresh: false }),
    explain: sayWhy,
    session: async (use, options) => {
      try {
        const client = await open();
        try {
          const { sasl } = client.capabilities;
          await client.authenticate(credentials, options);
          const result = await use(client, sasl);
          await client.logout();
          return result;
        } finally {
          client.close();
        }
      } catch (error) {
        if (!isManageSieveError(error)) throw error;
        throw new Failure(sayWhy(error), { cause: error });
      }
    },
  };
}

/**
 * Logs in, hands the client to `use`, and logs out. Errors of the server become sentences. The
 * client's capabilities are those from before the login, which saves a round trip.
 */
export async function withAccount<Result>(
  name: string,
  options: RemoteOptions,
  terminal: Terminal,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const account = await openAccount(name, options, terminal);
  if (account.script === undefined) return await account.session(use, { refresh: false });
  throw new Failure(
    `${name} names a script; give the script's name as an argument of its own: ` +
      `${name.slice(0, name.lastIndexOf('/'))} ${account.script}`,
  );
}

function labelOf({ username, host, port }: AccountAddress): string {
  const user = username ? `${username}@` : '';
  const name = host.includes(':') ? `[${host}]` : host;
  return `${showName(user)}${name}${port === defaultPort ? '' : `:${port}`}`;
}

/** What an address or a name stands for; the options of the command line go first. */
async function resolveAccount(
  name: string,
  options: RemoteOptions,
  { env }: Terminal,
): Promise<{ address: AccountAddress; settings: AccountSettings }> {
  if (name.includes('://')) return readAddress(name, options);
  const { findAccount } = await import('./named-account.ts');
  const { url, ...account } = await findAccount(name, options.config, env);
  return readAddress(url, { ...account, ...options });
}

/** An owner in the address is whom to act for (RFC 5804 section 3). */
function readAddress(
  url: string,
  settings: AccountSettings,
): { address: AccountAddress; settings: AccountSettings } {
  try {
    const { username = '', owner, mechanism, ...rest } = parseSieveUrl(url);
    return {
      address: { username, ...rest },
      settings: {
        ...(owner && { authzid: owner }),
        ...(mechanism !== undefined && { mechanism }),
        ...settings,
      },
    };
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    // The address is not repeated: it may hold a password.
    const hint = error.message.includes('password')
      ? ' Put it into the variable SIEVEKIT_PASSWORD or into a file (--password-file).'
      : '';
    throw new Failure(`${error.message}${hint}`, { cause: error });
  }
}
