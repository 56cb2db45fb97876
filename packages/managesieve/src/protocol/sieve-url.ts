import { ManageSieveError } from '../error.ts';

/** A server, an account on it, or a script (RFC 5804, 3). */
export interface SieveUrl {
  /** A name or an address; of IPv6 without brackets. */
  readonly host: string;
  /** 4190 unless the URL says otherwise. */
  readonly port: number;
  readonly username?: string;
  /** The SASL mechanism, as some servers write it in referrals (`user;AUTH=PLAIN@`). */
  readonly mechanism?: string;
  /** Whose script it is; empty for global scripts. */
  readonly owner?: string;
  readonly script?: string;
}

/** The port that IANA gave ManageSieve (RFC 5804, 1.8). */
export const defaultPort = 4190;

const form =
  /^sieve:\/\/(?:(?<user>[^/?#@]*)@)?(?<host>\[[^\]/?#@]+\]|[^/?#@:[\]]+)(?::(?<port>\d{0,5}))?(?:\/(?<path>[^?#]*))?$/i;
const usual = 'Write it as sieve://user@host, sieve://user@host:port or sieve://user@host/script.';

/**
 * Reads a `sieve://` URL.
 *
 * @throws ManageSieveError `invalid-url` when it is none, or has a password in it: the URL is shown
 *   in lists of processes and in logs. The message does not repeat the URL.
 */
export function parseSieveUrl(text: string): SieveUrl {
  const groups = form.exec(text)?.groups;
  if (groups?.host === undefined) throw invalid(`This is no URL of ManageSieve. ${usual}`);
  const { user, host, port = '', path = '' } = groups;
  const parts = path === '' ? [] : path.split('/');
  if (parts.length > 2) throw invalid('The path of a sieve:// URL is a script, or owner/script.');
  const [script, owner] = parts.toReversed();
  return {
    host: readHost(host),
    port: readPort(port),
    ...readUser(user),
    ...(owner === undefined ? {} : { owner: decode(owner) }),
    ...(script === undefined || script === '' ? {} : { script: decode(script) }),
  };
}

/** Writes a `sieve://` URL, with the port only where it is not 4190. */
export function formatSieveUrl(url: SieveUrl): string {
  const { host, port, username, mechanism, owner, script } = url;
  const auth = mechanism === undefined ? '' : `;AUTH=${encode(mechanism)}`;
  const user = username === undefined ? '' : `${encode(username)}${auth}@`;
  const name = host.includes(':') ? `[${host}]` : host;
  const path = script === undefined ? [] : ['', ...(owner === undefined ? [] : [owner]), script];
  const where = port === defaultPort ? name : `${name}:${port}`;
  return `sieve://${user}${where}${path.map(encode).join('/')}`;
}

function readUser(user: string | undefined): Pick<SieveUrl, 'username' | 'mechanism'> {
  if (user === undefined || user === '') return {};
  if (user.includes(':')) {
    throw invalid(
      'The URL has a password in it, which every user of this machine could see. Give it in another way.',
    );
  }
  const [, name = user, mechanism] = /^([^;]*);AUTH=(.+)$/i.exec(user) ?? [];
  if (mechanism === undefined) return { username: decode(name) };
  return {
    ...(name === '' ? {} : { username: decode(name) }),
    ...(mechanism === '*' ? {} : { mechanism: decode(mechanism).toUpperCase() }),
  };
}

function readHost(host: string): string {
  const name = host.startsWith('[') ? host.slice(1, -1) : decode(host);
  const well = host.startsWith('[') ? /^[\da-f:.]+(?:%[\w.]+)?$/i : /^[\p{L}\p{M}\p{N}._-]+$/u;
  if (well.test(name)) return name;
  throw invalid('The host in the URL is neither a name nor an address.');
}

function readPort(text: string): number {
  const port = text === '' ? defaultPort : Number(text);
  if (port >= 1 && port <= 65_535) return port;
  throw invalid('The port in the URL is not between 1 and 65535.');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('Something in the URL is not percent-encoded UTF-8.');
  }
}

/** What `encodeURIComponent` leaves alone is allowed there, too. */
function encode(text: string): string {
  return encodeURIComponent(text);
}

function invalid(message: string): ManageSieveError {
  return new ManageSieveError('invalid-url', message);
}
