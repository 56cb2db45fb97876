import { createHash } from 'node:crypto';

/** A script for `--json`: as text where it is UTF-8, else in Base64. */
export type ScriptJson = {
  readonly name: string;
  /** In octets. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
} & ({ readonly text: string } | { readonly base64: string });

/** Shapes a script for {@link ScriptJson}. */
export function toScriptJson(name: string, bytes: Uint8Array): ScriptJson {
  const base = { name, size: bytes.length, sha256: sha256(bytes) };
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { ...base, text: decoder.decode(bytes) };
  } catch {
    return { ...base, base64: Buffer.from(bytes).toString('base64') };
  }
}

/** The SHA-256 of some octets, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
