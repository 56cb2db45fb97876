import { randomBytes, timingSafeEqual } from 'node:crypto';
import { scramLimits } from '../limits.ts';
import { prepare } from './prepare.ts';
import { deriveScramKeys, scramHashes } from './scram-hash.ts';

/** The mechanisms that secrets are kept for. */
export type ScramScheme = 'SCRAM-SHA-1' | 'SCRAM-SHA-256';

/** What a server keeps of a password for SCRAM (RFC 5802, 3; RFC 7677). */
export interface ScramSecret {
  readonly scheme: ScramScheme;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** What a secret is derived from besides the password. */
export interface ScramParameters {
  /** Default: `SCRAM-SHA-256`. */
  readonly scheme?: ScramScheme;
  /** Default: 16 random octets. */
  readonly salt?: Uint8Array;
  /** Default: 65,536. */
  readonly iterations?: number;
}

/** Derives the secret of a password, off the event loop's thread. */
export async function deriveScramSecret(
  password: string,
  options: ScramParameters = {},
): Promise<ScramSecret> {
  const {
    scheme = 'SCRAM-SHA-256',
    salt = randomBytes(scramLimits.salt),
    iterations = scramLimits.iterations,
  } = options;
  const { storedKey, serverKey } = await deriveScramKeys(
    scramHashes[scheme],
    tolerate(password),
    salt,
    iterations,
  );
  return { scheme, iterations, salt, storedKey, serverKey };
}

/** Whether the secret is that of the password; takes as long whether it is or not. */
export async function verifyScramSecret(secret: ScramSecret, password: string): Promise<boolean> {
  const derived = await deriveScramSecret(password, secret);
  return timingSafeEqual(derived.storedKey, secret.storedKey);
}

/** Writes a secret in one line, in the form of Dovecot's `doveadm pw -s SCRAM-SHA-256`. */
export function formatScramSecret(secret: ScramSecret): string {
  const keys = [secret.salt, secret.storedKey, secret.serverKey];
  const fields = keys.map((key) => Buffer.from(key).toString('base64'));
  return `{${secret.scheme}}${[secret.iterations, ...fields].join(',')}`;
}

const form =
  /^\{(SCRAM-SHA-(?:1|256))\}(\d{1,7}),([A-Za-z\d+/=]+),([A-Za-z\d+/=]+),([A-Za-z\d+/=]+)$/;

/** Reads such a line, or gives `null` when it is none or its iterations are out of bounds. */
export function parseScramSecret(text: string): ScramSecret | null {
  const found = form.exec(text);
  if (found === null) return null;
  const scheme = found[1] as ScramScheme;
  const iterations = Number(found[2]);
  const [salt, storedKey, serverKey] = found
    .slice(3)
    .map((field) => Buffer.from(field, 'base64')) as [Buffer, Buffer, Buffer];
  const inBounds =
    iterations >= scramLimits.leastIterations && iterations <= scramLimits.mostIterations;
  const { length } = scramHashes[scheme];
  const whole = storedKey.length === length && serverKey.length === length;
  return inBounds && whole ? { scheme, iterations, salt, storedKey, serverKey } : null;
}

/** A password that SASLprep prohibits is taken as it is, in one normal form: PLAIN can send it. */
function tolerate(password: string): string {
  try {
    return prepare(password);
  } catch {
    return password.normalize('NFKC');
  }
}
