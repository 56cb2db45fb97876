import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';
import { EditorError } from '../../editor-error.ts';
import { MIN_SECRET_BYTES } from '../../limits.ts';
import type { EditorSettings } from '../config.ts';
import { createCookieVault, type Lifetime } from './cookie-vault.ts';
import { createRedisVault } from './redis-vault.ts';
import { createMemoryVault, type SessionVault } from './session-vault.ts';

/**
 * Where the configuration says that sessions are kept.
 *
 * @throws EditorError 'secret-unusable'
 */
export function openVault(
  { store, secretFile }: EditorSettings['session'],
  lifetime: Lifetime,
  redis: Redis | undefined,
): SessionVault {
  if (store === 'redis' && redis) return createRedisVault(redis, lifetime);
  if (store !== 'cookie' || secretFile === undefined) return createMemoryVault();
  return createCookieVault(readSecret(secretFile), lifetime);
}

function readSecret(path: string): string {
  const mend = `Make one: "openssl rand -base64 48 > ${path}", readable to the editor's user alone.`;
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const text = `The secret file ${path} (session.secretFile) cannot be read. ${mend}`;
    throw new EditorError('secret-unusable', text, { cause });
  }
  if (Buffer.byteLength(secret) >= MIN_SECRET_BYTES) return secret;
  throw new EditorError(
    'secret-unusable',
    `The secret in ${path} (session.secretFile) is shorter than ${MIN_SECRET_BYTES} bytes. ${mend}`,
  );
}
