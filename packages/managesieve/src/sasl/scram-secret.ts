import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { scramLimits } from '../limits.ts';

/** What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, 3; RFC 7677). */
export interface ScramSecret {
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

const derive = promisify(pbkdf2);
const keyLength = 32;
const scheme = '{SCRAM-SHA-256}';

/**
 * Derives the secret of a password, off the event loop's thread.
 *
 * @param options.salt default: 16 random octets
 * @param options.iterations default: 65,536
 */
export async function deriveScramSecret(
  password: string,
  options: { readonly salt?: Uint8Array; readonly iterations?: number } = {},
): Promise<ScramSecret> {
  const { salt = randomBytes(scramLimits.salt), iterations = scramLimits.iterations } = options;
  const salted = await derive(prepare(password), salt, iterations, keyLength, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  return {
    iterations,
    salt,
    storedKey: createHash('sha256').update(clientKey).digest(),
    serverKey: createHmac('sha256', salted).update('Server Key').digest(),
  };
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
  return `${scheme}${[secret.iterations, ...fields].join(',')}`;
}

const form = /^\{SCRAM-SHA-256\}(\d{1,7}),([A-Za-z\d+/=]+),([A-Za-z\d+/=]+),([A-Za-z\d+/=]+)$/;

/** Reads such a line, or gives `null` when it is none or its iterations are out of bounds. */
export function parseScramSecret(text: string): ScramSecret | null {
  const found = form.exec(text);
  if (found === null) return null;
  const iterations = Number(found[1]);
  const [salt, storedKey, serverKey] = found
    .slice(2)
    .map((field) => Buffer.from(field, 'base64')) as [Buffer, Buffer, Buffer];
  const inBounds =
    iterations >= scramLimits.leastIterations && iterations <= scramLimits.mostIterations;
  const whole = storedKey.length === keyLength && serverKey.length === keyLength;
  return inBounds && whole ? { iterations, salt, storedKey, serverKey } : null;
}

/** One form for passwords that look the same; of SASLprep (RFC 4013), what PLAIN text needs. */
function prepare(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFKC');
}
