import { formatScramSecret, parseScramSecret, type ScramSecret } from '../../sasl/scram-secret.ts';
import type { Account } from './users.ts';

/** Where the extra fields stand in a line of a Dovecot passwd-file. */
const extraField = 7;
const sha1Key = 'sievekit_scram_sha_1';
const adminKey = 'sievekit_admin';

/** The user's name in a line; `null` when it is empty or a comment. */
export function readUsername(line: string): string | null {
  return /^([^#:][^:]*):/.exec(line)?.[1] ?? null;
}

/** What a line says of its user; a password that is not kept as a secret is never read. */
export function readAccount(line: string): Account {
  const fields = line.split(':');
  const extra = readExtra(fields);
  const secrets = [fields[1], extra.get(sha1Key)].map((text) => parseScramSecret(text ?? ''));
  return {
    secrets: secrets.filter((secret) => secret !== null),
    admin: extra.get(adminKey) === 'yes',
  };
}

/**
 * Writes a user's line. What the old line says besides secrets stays, and so does whether the user
 * is an admin unless it is told.
 */
export function writeAccount(
  username: string,
  secrets: { readonly sha256: ScramSecret; readonly sha1: ScramSecret },
  admin: boolean | undefined,
  old = '',
): string {
  const fields = old.split(':');
  while (fields.length < extraField) fields.push('');
  const extra = readExtra(fields);
  extra.set(sha1Key, formatScramSecret(secrets.sha1));
  if (admin === true) extra.set(adminKey, 'yes');
  if (admin === false) extra.delete(adminKey);
  const words = [...extra].map(([key, value]) => (value === null ? key : `${key}=${value}`));
  const between = fields.slice(2, extraField);
  return [username, formatScramSecret(secrets.sha256), ...between, words.join(' ')].join(':');
}

function readExtra(fields: readonly string[]): Map<string, string | null> {
  const words = fields.slice(extraField).join(':').split(' ');
  const pairs = words.filter((word) => word !== '');
  return new Map(pairs.map((word) => splitPair(word)));
}

function splitPair(word: string): [string, string | null] {
  const at = word.indexOf('=');
  return at === -1 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
}
