import { readFileSync } from 'node:fs';
import { type Client, connect } from '@sievekit/managesieve';
import { EditorError } from '../editor-error.ts';
import type { Login } from '../shared/session.ts';
import type { EditorSettings } from './config.ts';

/** The one mail server that the admin named. */
export interface MailServer {
  readonly host: string;
  /** Connects and logs in; the caller closes the client. Fails with a ManageSieveError. */
  login(login: Login, signal: AbortSignal): Promise<Client>;
}

/** @throws EditorError 'ca-unreadable' */
export function createMailServer(settings: EditorSettings['managesieve']): MailServer {
  const { ca: caPath, allowPlaintextPassword, ...address } = settings;
  const options = caPath === undefined ? address : { ...address, ca: readAuthority(caPath) };
  return {
    host: settings.host,
    async login(login, signal) {
      const client = await connect({ ...options, allowPlaintextPassword, signal });
      try {
        await client.authenticate(login, { signal });
        return client;
      } catch (error) {
        client.close();
        throw error;
      }
    },
  };
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new EditorError(
      'ca-unreadable',
      `The certificate file ${path} (managesieve.ca) cannot be read: ${reason(cause)}.`,
      { cause },
    );
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}
