import { ImapFlow } from 'imapflow';
import { type LabUser, labPassword } from './user.ts';
import { waitFor } from './wait.ts';

/** What a message in a mailbox looks like to a test. */
export interface Mail {
  uid: number;
  subject: string;
  from: string;
  flags: string[];
  /** The whole message, as its server gives it. */
  source: string;
}

/** A user's mail over IMAP, with one connection. */
export interface MailClient {
  /** The messages of a mailbox, oldest first; none where there is no such mailbox. */
  list(mailbox: string): Promise<Mail[]>;
  /** Waits until a message with this subject (or a match) is there. */
  waitForMail(mailbox: string, subject: string | RegExp, timeout?: number): Promise<Mail>;
  /** MOVE of the messages with these UIDs. */
  move(uids: number | number[], from: string, to: string): Promise<void>;
  copy(uids: number | number[], from: string, to: string): Promise<void>;
  append(mailbox: string, message: string, flags?: string[]): Promise<void>;
  addFlags(uids: number | number[], mailbox: string, flags: string[]): Promise<void>;
  create(mailbox: string): Promise<void>;
  mailboxes(): Promise<string[]>;
  close(): Promise<void>;
}

export interface MailClientOptions {
  imapPort: number;
  user: LabUser;
  /** Use TLS from the start and trust this authority (PEM). */
  ca?: string;
}

async function connect({ imapPort, user, ca }: MailClientOptions): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: imapPort,
    auth: { user, pass: labPassword },
    logger: false,
    disableAutoIdle: true,
    ...(ca === undefined ? { secure: false, doSTARTTLS: false } : { secure: true, tls: { ca } }),
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function inMailbox<T>(client: ImapFlow, mailbox: string, work: () => Promise<T>): Promise<T> {
  const lock = await client.getMailboxLock(mailbox);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function listMail(client: ImapFlow, mailbox: string): Promise<Mail[]> {
  if ((await client.list()).every(({ path }) => path !== mailbox)) return [];
  return await inMailbox(client, mailbox, async () => {
    await client.noop();
    if (!client.mailbox || client.mailbox.exists === 0) return [];
    const query = { uid: true, envelope: true, flags: true, source: true };
    const found = await client.fetchAll('1:*', query);
    return found.map((one) => ({
      uid: one.uid,
      subject: one.envelope?.subject ?? '',
      from: one.envelope?.from?.[0]?.address ?? '',
      flags: [...(one.flags ?? [])],
      source: one.source?.toString('utf8') ?? '',
    }));
  });
}

const sequence = (uids: number | number[]): string => [uids].flat().join(',');

/** Logs a user of the lab in over IMAP. */
export async function openMailClient(options: MailClientOptions): Promise<MailClient> {
  const client = await connect(options);
  const list = (mailbox: string) => listMail(client, mailbox);
  const within = (
    uids: number | number[],
    mailbox: string,
    act: (range: string) => Promise<unknown>,
  ) =>
    inMailbox(client, mailbox, async () => {
      if ((await act(sequence(uids))) === false) throw new Error(`the server refused (${mailbox})`);
    });
  return {
    list,
    waitForMail(mailbox, subject, timeout = 10_000) {
      const fits = (mail: Mail) =>
        typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject);
      const attempt = async () => (await list(mailbox)).find(fits);
      return waitFor(`${subject} in ${options.user}'s ${mailbox}`, attempt, { timeout });
    },
    move: (uids, from, to) =>
      within(uids, from, (range) => client.messageMove(range, to, { uid: true })),
    copy: (uids, from, to) =>
      within(uids, from, (range) => client.messageCopy(range, to, { uid: true })),
    async append(mailbox, message, flags = []) {
      await client.append(mailbox, message, flags);
    },
    addFlags: (uids, mailbox, flags) =>
      within(uids, mailbox, (range) => client.messageFlagsAdd(range, flags, { uid: true })),
    async create(mailbox) {
      await client.mailboxCreate(mailbox);
    },
    mailboxes: async () => (await client.list()).map(({ path }) => path),
    async close() {
      await client.logout().catch(() => client.close());
    },
  };
}
