import { createHash } from 'node:crypto';

/** Names a script's exact bytes: SHA-256, in hex. */
export function revisionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
