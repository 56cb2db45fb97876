import { createHash, createHmac, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

/** A hash function of SCRAM, as `node:crypto` names it, and the octets that it gives. */
export interface ScramHash {
  readonly name: 'sha1' | 'sha256' | 'sha512';
  readonly length: number;
}

/** By the mechanism's name without `-PLUS` (RFC 5802, RFC 7677, draft-melnikov-scram-sha-512). */
export const scramHashes: Readonly<
  Record<'SCRAM-SHA-1' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512', ScramHash>
> = {
  'SCRAM-SHA-1': { name: 'sha1', length: 20 },
  'SCRAM-SHA-256': { name: 'sha256', length: 32 },
  'SCRAM-SHA-512': { name: 'sha512', length: 64 },
};

/** What both sides make of a password (RFC 5802, 3). */
export interface ScramKeys {
  readonly clientKey: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

const derive = promisify(pbkdf2);

/**
 * Derives the keys of a password that has been through SASLprep, off the event loop's thread.
 *
 * @param iterations bounded by the caller
 */
export async function deriveScramKeys(
  hash: ScramHash,
  prepared: string,
  salt: Uint8Array,
  iterations: number,
): Promise<ScramKeys> {
  const salted = await derive(prepared, salt, iterations, hash.length, hash.name);
  const clientKey = hmac(hash, salted, 'Client Key');
  return {
    clientKey,
    storedKey: createHash(hash.name).update(clientKey).digest(),
    serverKey: hmac(hash, salted, 'Server Key'),
  };
}

/** HMAC with a hash of SCRAM. */
export function hmac(hash: ScramHash, key: Uint8Array, text: string): Buffer {
  return createHmac(hash.name, key).update(text).digest();
}

/** One XOR the other; both of one length. */
export function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((octet, index) => octet ^ (b[index] ?? 0)));
}
