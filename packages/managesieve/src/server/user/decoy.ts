import { createHmac } from 'node:crypto';
import { scramLimits } from '../../limits.ts';
import { scramHashes } from '../../sasl/scram-hash.ts';
import type { ScramScheme, ScramSecret } from '../../sasl/scram-secret.ts';

/** How a secret looks from outside. */
export type Look = Pick<ScramSecret, 'iterations' | 'salt'>;

/**
 * The secret of a user who is not there: with the same salt whenever it is asked for, as many
 * iterations as a real one, and keys that fit no password.
 *
 * @param key secret, and the same as long as the users are the same
 */
export function makeDecoy(
  key: Uint8Array,
  username: string,
  scheme: ScramScheme,
  look: Look | undefined,
): ScramSecret {
  const make = (what: string) =>
    createHmac('sha512', key).update(`${what} ${scheme} ${username}`).digest();
  const { length } = scramHashes[scheme];
  return {
    scheme,
    iterations: look?.iterations ?? scramLimits.iterations,
    salt: make('salt').subarray(0, look?.salt.length ?? scramLimits.salt),
    storedKey: make('stored key').subarray(0, length),
    serverKey: make('server key').subarray(0, length),
  };
}
