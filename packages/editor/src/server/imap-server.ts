import { readFileSync } from 'node:fs';
import type { ImapFlow } from 'imapflow';
import { EditorError } from '../editor-error.ts';
import { IMAP_TIMEOUT_MS, MAX_FOLDERS } from '../limits.ts';
import type { Folder } from '../shared/method.ts';
import type { Login } from '../shared/session.ts';
import type { EditorSettings } from './config.ts';
import { FailureError } from './failure-error.ts';

/** The folders of mail accounts, where the admin named an IMAP server. */
export interface ImapServer {
  /** All folders that can hold mail, MAX_FOLDERS at most, in the server's order. */
  list(login: Login, signal: AbortSignal): Promise<Folder[]>;
  /** Makes a folder; one that is there already is fine. Gives its path as the server has it. */
  create(login: Login, path: string, signal: AbortSignal): Promise<string>;
}

/** @throws EditorError 'ca-unreadable' */
export function createImapServer(settings: NonNullable<EditorSettings['imap']>): ImapServer {
  const { host, port, tls, servername } = settings;
  const ca = settings.ca === undefined ? undefined : readAuthority(settings.ca);

  async function run<T>(
    login: Login,
    signal: AbortSignal,
    task: (client: ImapFlow) => Promise<T>,
  ): Promise<T> {
    const { ImapFlow } = await import('imapflow');
    const client = new ImapFlow({
      ...{
        host,
        port,
        secure: tls === 'implicit',
        ...(tls === 'starttls' && { doSTARTTLS: true }),
      },
      auth: { user: login.username, pass: login.password },
      logger: false,
      disableAutoIdle: true,
      tls: { ...(ca && { ca }), ...(servername && { servername }) },
      connectionTimeout: IMAP_TIMEOUT_MS,
      greetingTimeout: IMAP_TIMEOUT_MS,
      socketTimeout: IMAP_TIMEOUT_MS,
    });
    const cut = (): void => client.close();
    // What breaks shows in the call that waits for it.
    client.on('error', cut);
    signal.addEventListener('abort', cut, { once: true });
    try {
      await client.connect();
      return await task(client);
    } catch (cause) {
      signal.throwIfAborted();
      throw explain(cause);
    } finally {
      signal.removeEventListener('abort', cut);
      void client.logout().catch(cut);
    }
  }

  return {
    list: (login, signal) =>
      run(login, signal, async (client) => {
        const all = await client.list();
        return all
          .filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
          .slice(0, MAX_FOLDERS)
          .map(({ path, delimiter }) => ({ path, delimiter: delimiter ?? '' }));
      }),
    create: (login, path, signal) =>
      run(login, signal, async (client) => (await client.mailboxCreate(path)).path),
  };
}

/** The server's words are for the user; that it says no to a folder is no reason to sign out. */
function explain(cause: unknown): FailureError {
  const { responseText, authenticationFailed } = cause as {
    readonly responseText?: unknown;
    readonly authenticationFailed?: unknown;
  };
  if (typeof responseText === 'string' && !authenticationFailed) {
    return new FailureError('server-refused', `The mail server refused: ${responseText}`, {
      cause,
    });
  }
  return new FailureError('server-unreachable', 'The folders of the account cannot be read.', {
    cause,
  });
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const text = `The certificate file ${path} (imap.ca) cannot be read.`;
    throw new EditorError('ca-unreadable', text, { cause });
  }
}
