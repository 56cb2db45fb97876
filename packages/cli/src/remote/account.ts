import {
  type Client,
  connect,
  type ErrorCode,
  isManageSieveError,
  type ManageSieveError,
} from '@sievekit/managesieve';
import { Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';

/** Options that all `sievekit remote` commands share. */
export interface RemoteOptions {
  readonly passwordFile?: string;
  readonly ca?: string;
  readonly tls?: string;
  readonly allowPlaintextPassword?: boolean;
}

interface Account {
  readonly username: string;
  readonly host: string;
  readonly port: number;
}

/** The port that IANA gave ManageSieve (RFC 5804 section 1.8). */
const defaultPort = 4190;

/**
 * Reads `sieve://user@host[:port]` (RFC 5804 section 3).
 *
 * @throws {Failure} when it is none, or when it holds a password, which others would see in the process list
 */
export function parseAccount(url: string): Account {
  const form = 'Write it as sieve://user@host or sieve://user@host:port.';
  if (!URL.canParse(url)) throw new Failure(`${url} is no address of an account. ${form}`);
  const { protocol, username, password, hostname, port, pathname } = new URL(url);
  if (password) {
    throw new Failure(
      'A password in the address can be seen by every user of this machine. ' +
        'Put it into the variable SIEVEKIT_PASSWORD or into a file (--password-file).',
    );
  }
  if (protocol !== 'sieve:') throw new Failure(`${url} does not begin with sieve://. ${form}`);
  if (!username || !hostname) throw new Failure(`${url} names no user or no host. ${form}`);
  if (pathname.replace('/', '')) {
    throw new Failure(`${url} names a script; give the script's name as an argument of its own.`);
  }
  return {
    username: decodeURIComponent(username),
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : defaultPort,
  };
}

/** Logs in, hands the client to `use`, and logs out. Errors of the server become sentences. */
export async function withAccount<Result>(
  url: string,
  options: RemoteOptions,
  terminal: Terminal,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const account = parseAccount(url);
  const tls = parseTls(options);
  const ca = options.ca ? await readCertificate(options.ca) : undefined;
  const password = await findPassword(account, options, terminal);
  try {
    const client = await connect({
      host: account.host,
      port: account.port,
      tls,
      ...(ca && { ca }),
      ...(options.allowPlaintextPassword && { allowPlaintextPassword: true }),
    });
    try {
      await client.authenticate({ username: account.username, password });
      const result = await use(client);
      await client.logout();
      return result;
    } finally {
      client.close();
    }
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    throw new Failure(explain(error, account), { cause: error });
  }
}

/** What the client says, and the options of the command line that may help. */
function explain({ code, message }: ManageSieveError, { host, port }: Account): string {
  const hint = hints[code] ? ` (${hints[code]})` : '';
  return code === 'connect' ? message : `${host}:${port}: ${message}${hint}`;
}

const hints: Partial<Record<ErrorCode, string>> = {
  tls: 'a private authority: --ca FILE',
  timeout: 'TLS from the first byte: --tls implicit',
};

async function readCertificate(path: string): Promise<string> {
  const text = new TextDecoder().decode(await readNamedFile(path));
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new Failure(`${path} holds no certificate (PEM), as --ca needs one.`);
}

function parseTls(options: RemoteOptions): 'starttls' | 'implicit' | 'none' {
  const mode = options.tls ?? 'starttls';
  if (mode === 'none' && !options.allowPlaintextPassword) {
    throw new Failure(
      '--tls none sends the password so that anybody on the way can read it. ' +
        'If that is what you want, add --allow-plaintext-password.',
    );
  }
  if (mode === 'starttls' || mode === 'implicit' || mode === 'none') return mode;
  throw new Failure(`--tls ${mode} is unknown; it is starttls, implicit or none.`);
}

async function findPassword(
  { username, host }: Account,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<string> {
  if (options.passwordFile) {
    const text = new TextDecoder().decode(await readNamedFile(options.passwordFile));
    return text.split(/\r?\n/, 1)[0] ?? '';
  }
  const { SIEVEKIT_PASSWORD: fromEnvironment } = terminal.env;
  if (fromEnvironment !== undefined) return fromEnvironment;
  const typed = await terminal.askSecret(`Password of ${username} on ${host}: `);
  if (typed !== null) return typed;
  throw new Failure(
    'No password: set the variable SIEVEKIT_PASSWORD or name a file with --password-file.',
  );
}
