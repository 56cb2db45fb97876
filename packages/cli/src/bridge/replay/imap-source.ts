import { Readable } from 'node:stream';
import type { ReplayMessage } from '@sievekit/rspamd-bridge';
import { ImapFlow } from 'imapflow';
import { Failure } from '../../failure.ts';

/** A mail account, opened to be read. */
export interface ImapSource {
  list(mailbox: string, verdict: ReplayMessage['verdict']): Promise<ReplayMessage[]>;
  close(): Promise<void>;
}

/** Where an account is, and who opens it. */
export interface ImapPlace {
  /** `imaps://name@host`, or `imap:`, which is encrypted by STARTTLS everywhere but on the loopback. */
  readonly url: URL;
  readonly user: string;
  readonly password: string;
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Opens nothing yet: each mailbox gets a connection of its own, and is only read. */
export function openImapSource({ url, user, password }: ImapPlace): ImapSource {
  const clients: ImapFlow[] = [];
  async function connect(mailbox: string): Promise<ImapFlow> {
    const isLoopback = LOOPBACK.test(url.hostname);
    const secure = url.protocol === 'imaps:';
    const client = new ImapFlow({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (secure ? 993 : 143)),
      secure,
      ...(!secure && { doSTARTTLS: !isLoopback }),
      auth: { user, pass: password },
      logger: false,
    });
    client.on('error', () => {}); // said by what is asked next
    clients.push(client);
    try {
      await client.connect();
      await client.mailboxOpen(mailbox, { readOnly: true });
      return client;
    } catch (cause) {
      throw new Failure(`${mailbox} on ${url.host} cannot be opened: ${explain(cause)}`, { cause });
    }
  }
  return {
    async list(mailbox, verdict) {
      const client = await connect(mailbox);
      const validity = client.mailbox === false ? '' : String(client.mailbox.uidValidity);
      const found: ReplayMessage[] = [];
      if (client.mailbox === false || client.mailbox.exists === 0) return found;
      const wanted = { uid: true, flags: true, internalDate: true } as const;
      for await (const { uid, flags, internalDate } of client.fetch('1:*', wanted)) {
        if (flags?.has('\\Deleted')) continue;
        const key = `${JSON.stringify(mailbox)} ${validity} ${uid}`;
        const time = new Date(internalDate ?? 0).getTime();
        found.push({ key, verdict, time, open: () => download(client, uid) });
      }
      return found;
    },
    async close() {
      await Promise.all(clients.map((client) => client.logout().catch(() => client.close())));
    },
  };
}

async function download(client: ImapFlow, uid: number): ReturnType<ReplayMessage['open']> {
  const sized = await client.fetchOne(String(uid), { size: true }, { uid: true });
  if (!sized) return null;
  if ((sized.size ?? 0) > MOST) return { body: Readable.from([]), bytes: sized.size ?? 0 };
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true });
  if (!found || found.source === undefined) return null;
  return { body: Readable.from([found.source]), bytes: found.source.length };
}

/** What is larger is not fetched: the bridge would not learn it. */
const MOST = 64 * 1024 * 1024;

/** What the server said is worth more than that the command failed. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'responseText' in error ? error.responseText : undefined;
  return typeof said === 'string' && said !== '' ? said : error.message;
}
