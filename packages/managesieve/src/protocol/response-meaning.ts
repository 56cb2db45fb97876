import { isManageSieveError } from '../error.ts';
import type { ResponseCode } from './response.ts';
import { parseSieveUrl, type SieveUrl } from './sieve-url.ts';

/** What a response code of RFC 5804, 1.3, says, its arguments read. */
export type ResponseMeaning =
  | {
      readonly kind:
        | 'auth-too-weak'
        | 'encrypt-needed'
        | 'transition-needed'
        | 'try-later'
        | 'active'
        | 'nonexistent'
        | 'already-exists'
        | 'warnings';
    }
  /** Too much; of what, if the server says: scripts, octets of one, octets of all. */
  | { readonly kind: 'quota'; readonly of: 'scripts' | 'size' | 'storage' | null }
  /** Where the scripts are; `null` when what the server says is no address. */
  | { readonly kind: 'referral'; readonly url: SieveUrl | null }
  | { readonly kind: 'tag'; readonly tag: string | null }
  | { readonly kind: 'sasl'; readonly data: Uint8Array | null };

const plain = {
  'AUTH-TOO-WEAK': 'auth-too-weak',
  'ENCRYPT-NEEDED': 'encrypt-needed',
  'TRANSITION-NEEDED': 'transition-needed',
  TRYLATER: 'try-later',
  ACTIVE: 'active',
  NONEXISTENT: 'nonexistent',
  ALREADYEXISTS: 'already-exists',
  WARNINGS: 'warnings',
} as const;

const quotas = new Map([
  ['MAXSCRIPTS', 'scripts'],
  ['MAXSIZE', 'size'],
  ['MAXSTORAGE', 'storage'],
] as const);

/**
 * Reads a response code; `null` when there is none, or none that RFC 5804 knows. More detail than
 * is known here is passed over, as the RFC asks.
 */
export function readResponseMeaning(code: ResponseCode | undefined): ResponseMeaning | null {
  const [name = '', detail = ''] = code?.name.split('/') ?? [];
  const argument = code?.args[0];
  if (Object.hasOwn(plain, name)) return { kind: plain[name as keyof typeof plain] };
  if (name === 'QUOTA') return { kind: 'quota', of: quotas.get(detail as 'MAXSIZE') ?? null };
  if (name === 'REFERRAL') return { kind: 'referral', url: readUrl(argument) };
  if (name === 'TAG') return { kind: 'tag', tag: argument ?? null };
  if (name !== 'SASL') return null;
  return { kind: 'sasl', data: argument === undefined ? null : Buffer.from(argument, 'base64') };
}

function readUrl(text: string | undefined): SieveUrl | null {
  try {
    return text === undefined ? null : parseSieveUrl(text);
  } catch (error) {
    if (isManageSieveError(error)) return null;
    throw error;
  }
}
