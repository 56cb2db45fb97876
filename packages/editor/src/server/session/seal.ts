import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import * as v from 'valibot';
import type { KeptSession } from './session-vault.ts';

/** Turns a value into text that nobody without the secret can read or change, and back. */
export interface Seal {
  close(value: unknown): Promise<string>;
  /** Undefined for what was not sealed with this secret. */
  open(text: string): Promise<unknown>;
}

const header = { alg: 'dir', enc: 'A256GCM' } as const;

/** JWE (RFC 7516) with A256GCM, its key derived from the secret (RFC 5869) for this use alone. */
export function createSeal(secret: string | Uint8Array, use: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `sievekit ${use}`, 32));
  return {
    close: (value) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
        .setProtectedHeader(header)
        .encrypt(key),
    async open(text) {
      try {
        const { plaintext } = await compactDecrypt(text, key, {
          keyManagementAlgorithms: [header.alg],
          contentEncryptionAlgorithms: [header.enc],
        });
        return JSON.parse(new TextDecoder().decode(plaintext));
      } catch {
        return undefined;
      }
    },
  };
}

/** What is sealed of a session. */
export const keptSchema: v.GenericSchema<
  unknown,
  Required<KeptSession> & { readonly usedAt: number }
> = v.object({
  id: v.string(),
  login: v.object({ username: v.string(), password: v.string() }),
  startedAt: v.number(),
  usedAt: v.number(),
});
