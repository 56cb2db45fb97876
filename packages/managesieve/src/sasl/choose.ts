import { ManageSieveError } from '../error.ts';
import { toPrintable } from '../protocol/printable.ts';
import { cramMd5 } from './cram-md5.ts';
import { digestMd5 } from './digest-md5.ts';
import { external } from './external.ts';
import { login } from './login.ts';
import type { Credentials, Mechanism } from './mechanism.ts';
import { oauthBearer, xoauth2 } from './oauth.ts';
import { plain } from './plain.ts';
import { scramMechanisms } from './scram.ts';

/** In order of preference. */
const preferred: readonly Mechanism[] = [
  external,
  oauthBearer,
  xoauth2,
  ...scramMechanisms,
  plain,
  login,
];

/** Those that are only used when the caller names them: servers offer them as a bait. */
const byName: readonly Mechanism[] = [cramMd5, digestMd5];

/** What the connection allows. */
export interface Circumstances {
  /** Mechanisms that the server offers, in upper case. */
  readonly offered: readonly string[];
  /** Whether a password may go as it is: over TLS, or because the caller said so. */
  readonly mayShowPassword: boolean;
  /** Whether the client has shown a certificate of its own. */
  readonly certificate: boolean;
  /** Whether the connection has TLS that a login can be bound to. */
  readonly bindable: boolean;
}

/**
 * The strongest mechanism that the server offers, that the credentials serve, and that the
 * connection is good enough for; or the one that the caller named, if it is among them.
 *
 * @throws ManageSieveError `auth` when there is none, `insecure` when it wants TLS
 */
export function chooseMechanism(credentials: Credentials, on: Circumstances): Mechanism {
  const named = credentials.mechanism?.toUpperCase();
  const usable =
    named === undefined
      ? preferred.filter((mechanism) => isServed(mechanism, credentials, on))
      : [findNamed(named)];
  const offered = usable.filter(({ name }) => on.offered.includes(name));
  const chosen = offered.find(({ plaintext }) => !plaintext || on.mayShowPassword);
  if (chosen !== undefined) return chosen;
  if (offered.length > 0) throw insecure();
  throw new ManageSieveError('auth', explain(usable, on, named));
}

function findNamed(name: string): Mechanism {
  const all = [...preferred, ...byName];
  const found = all.find((mechanism) => mechanism.name === name);
  if (found !== undefined) return found;
  const known = all.map((mechanism) => mechanism.name).join(', ');
  throw new ManageSieveError(
    'auth',
    `The mechanism ${toPrintable(name)} is not known here; these are: ${known}.`,
  );
}

function isServed(
  { needs, binds }: Mechanism,
  { password, token }: Credentials,
  on: Circumstances,
): boolean {
  if (binds && !on.bindable) return false;
  if (needs === 'certificate') return on.certificate;
  return needs === 'token' ? token !== undefined : password !== undefined;
}

function insecure(): ManageSieveError {
  return new ManageSieveError(
    'insecure',
    'The connection has no TLS, so the password was not sent. Connect with TLS, or allow it by allowPlaintextPassword.',
  );
}

function explain(usable: readonly Mechanism[], on: Circumstances, named?: string): string {
  const list = on.offered.length === 0 ? 'none' : toPrintable(on.offered.join(', '));
  const what = named === undefined ? 'no way to log in that is known here' : `no ${named}`;
  const known =
    usable.map(({ name }) => name).join(', ') ||
    'neither password, token nor certificate was given';
  const hint =
    on.offered.length === 0 && !on.bindable ? ' Many servers offer more after STARTTLS.' : '';
  const asked = named === undefined ? ` (${known})` : '';
  return `The server offers ${what}${asked}; it offers: ${list}.${hint}`;
}
