import { ManageSieveError } from '../error.ts';
import type { Mechanism } from './mechanism.ts';

/** PLAIN (RFC 4616): name and password as they are, so over TLS only. */
export const plain: Mechanism = {
  name: 'PLAIN',
  plaintext: true,
  needs: 'password',
  start({ username, password = '', authzid = '' }) {
    const parts = { username, password, authzid };
    for (const [part, value] of Object.entries(parts)) {
      if (value.includes('\0')) {
        throw new ManageSieveError('auth', `The ${part} has a NUL character in it.`);
      }
    }
    if (username === '') throw new ManageSieveError('auth', 'The username is empty.');
    return {
      initial: Buffer.from(`${authzid}\0${username}\0${password}`),
      answer() {
        throw new ManageSieveError('auth', 'The server asked PLAIN for more than it has to say.');
      },
      finish() {},
    };
  },
};

/** What a client says with PLAIN. */
export interface PlainMessage {
  readonly authzid: string;
  readonly username: string;
  readonly password: string;
}

/** Reads a client's PLAIN message, or gives `null` when it is none. */
export function decodePlain(message: Uint8Array): PlainMessage | null {
  const parts = decodeUtf8(message)?.split('\0');
  if (parts?.length !== 3) return null;
  const [authzid, username, password] = parts as [string, string, string];
  return username === '' || password === '' ? null : { authzid, username, password };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
