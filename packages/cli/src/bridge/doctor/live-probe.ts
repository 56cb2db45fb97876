import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type BridgeConfig, listSpool, openSpooled } from '@sievekit/rspamd-bridge';
import { ImapFlow } from 'imapflow';
import { Failure } from '../../failure.ts';
import { reasonOf } from '../../file.ts';
import { bridgeStatusTime, liveProbeTime, liveProbeTurn, maxFileBytes } from '../../limits.ts';
import type { Terminal } from '../../terminal.ts';
import { fetchStatus } from './daemon-check.ts';
import { broken, doubtful, fine, type Note, skipped } from './note.ts';

/** How the test account is reached. */
export interface LiveOptions {
  /** `imap://USER@HOST:PORT` or `imaps://…`. */
  readonly live?: string;
  /** File whose first line is the account's password; it is asked for otherwise. */
  readonly imapPasswordFile?: string;
  /** PEM file of the authorities to trust. */
  readonly ca?: string;
}

/**
 * Moves a mail of our own into Junk and back in a test account, and follows it: to the daemon, into
 * the spool, to rspamd. It is removed at the end, and learned back.
 *
 * @throws {Failure} when the address is none, or no password is there
 */
export async function probeLive(
  options: LiveOptions,
  config: BridgeConfig | null,
  terminal: Terminal,
): Promise<readonly Note[]> {
  if (options.live === undefined) return [];
  if (config?.http === undefined)
    return [skipped('live', 'the daemon must be asked how it is: give --config FILE with "http:"')];
  const client = await createClient(options.live, options, terminal);
  try {
    await client.connect();
  } catch (error) {
    return [
      broken('login', sayError(error), 'Mend the address, the user or the password of --live.'),
    ];
  }
  const probe: Probe = { client, id: `${randomUUID()}@sievekit.invalid`, config };
  try {
    return await follow(probe);
  } catch (error) {
    return [broken('live', sayError(error), "Look into Dovecot's log.")];
  } finally {
    await cleanUp(probe).catch(() => {});
    await client.logout().catch(() => client.close());
  }
}

interface Probe {
  readonly client: ImapFlow;
  /** Its Message-ID, by which it is known again. */
  readonly id: string;
  readonly config: BridgeConfig;
}

/** What IMAP says is in `responseText`. */
function sayError(error: unknown): string {
  const { responseText, message } = error as Error & { responseText?: string };
  return responseText ?? message;
}

const loopback = /^(127\.[\d.]+|localhost|\[?::1\]?)$/;

async function createClient(
  address: string,
  options: LiveOptions,
  terminal: Terminal,
): Promise<ImapFlow> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isTls = url?.protocol === 'imaps:';
  if (url === null || !/^imaps?:$/.test(url.protocol) || !url.username || url.password)
    throw new Failure(
      'Name the test account as imap://USER@HOST:PORT or imaps://USER@HOST, with %40 for @ in USER and without a password.',
    );
  const pass = await readPassword(options, url.username, terminal);
  const ca = options.ca === undefined ? undefined : await readFile(options.ca, 'utf8');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new ImapFlow({
    host,
    port: Number(url.port || (isTls ? 993 : 143)),
    secure: isTls,
    // On this machine nobody listens in between; elsewhere the password waits for TLS.
    ...(isTls ? {} : { doSTARTTLS: !loopback.test(url.hostname) }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    auth: { user: decodeURIComponent(url.username), pass },
    logger: false,
    connectionTimeout: bridgeStatusTime,
    greetingTimeout: bridgeStatusTime,
    disableAutoIdle: true,
  }).on('error', () => {});
}

async function readPassword(
  { imapPasswordFile }: LiveOptions,
  user: string,
  terminal: Terminal,
): Promise<string> {
  if (imapPasswordFile !== undefined) {
    const text = await readFile(imapPasswordFile, 'utf8').catch((cause: unknown) => {
      throw new Failure(`Cannot read ${imapPasswordFile}: ${reasonOf(cause)}.`, { cause });
    });
    return text.split(/\r?\n/, 1)[0] ?? '';
  }
  const asked = await terminal.askSecret(`Password of ${decodeURIComponent(user)} for IMAP: `);
  if (asked !== null) return asked;
  throw new Failure('No password for the test account: give --imap-password-file FILE.');
}

async function follow(probe: Probe): Promise<Note[]> {
  const { client } = probe;
  const junk = (await client.list()).find(({ specialUse }) => specialUse === '\\Junk')?.path;
  if (junk === undefined)
    return [
      broken(
        'live',
        'the account has no mailbox for Junk',
        'Set special_use = \\Junk, and auto = subscribe.',
      ),
    ];
  await client.append('INBOX', writeProbe(probe.id));
  const notes = await moveAndWait(probe, 'INBOX', junk, 'spam');
  if (notes.some(({ status }) => status === 'fail')) return notes;
  return [...notes, ...(await moveAndWait(probe, junk, 'INBOX', 'ham'))];
}

async function moveAndWait(
  probe: Probe,
  from: string,
  to: string,
  verdict: 'spam' | 'ham',
): Promise<Note[]> {
  const before = await count(probe, verdict);
  const start = performance.now();
  if (!(await move(probe, from, to)))
    return [
      broken('live', `the mail cannot be moved from ${from} to ${to}`, "Look into Dovecot's log."),
    ];
  const time = Math.round(performance.now() - start);
  const settle = (probe.config.settle ?? 30) * 1000;
  const name = `live ${verdict}`;
  let spooled = false;
  for (const end = Date.now() + settle + liveProbeTime; Date.now() < end; ) {
    spooled ||= await isSpooled(probe, 'waiting');
    const now = await count(probe, verdict);
    if (now.done > before.done && !(await isSpooled(probe, 'waiting')))
      return [judgeEnd(name, `${from} → ${to} in ${time} ms`, now.learned > before.learned)];
    if (!spooled && Date.now() > end - settle) break;
    await delay(liveProbeTurn);
  }
  if (await isSpooled(probe, 'dead'))
    return [broken(name, 'it is a dead letter', 'sievekit bridge queue dead says why.')];
  if (spooled)
    return [
      broken(
        name,
        'it is in the spool, and rspamd does not learn it',
        'See what is said of the daemon and of rspamd above, and the log: journalctl -u sievekit-bridge.',
      ),
    ];
  return [await judgeSilence(probe, name, time)];
}

/** The move was fine; either rspamd saw no use in it, or nothing ever came. */
async function judgeSilence({ config }: Probe, name: string, time: number): Promise<Note> {
  const report = await fetchStatus(config.http ?? '');
  if (report !== null && report.waiting > 0)
    return doubtful(
      name,
      `${report.waiting} mails wait before it, or it is among them`,
      'Ask again later; as root the spool can be read, too.',
    );
  return broken(
    name,
    `it was moved in ${time} ms, and the daemon never had it`,
    "See what is wrong above; where nothing is, Dovecot's log has a line of imapsieve or of the script. Sessions that were open before a reload keep the old configuration.",
  );
}

function judgeEnd(name: string, way: string, isLearned: boolean): Note {
  if (isLearned) return fine(name, `${way}, and rspamd has learned it`);
  return doubtful(
    name,
    `${way}, and rspamd took it, but saw no use in it`,
    "The bridge works; the daemon's log has what rspamd said to this mail.",
  );
}

interface Counts {
  readonly learned: number;
  /** Those that rspamd knew or saw no use in, too. */
  readonly done: number;
}

/** What the daemon has sent to the end. */
async function count({ config }: Probe, verdict: 'spam' | 'ham'): Promise<Counts> {
  const report = await fetchStatus(config.http ?? '');
  if (report === null) return { learned: 0, done: 0 };
  const learned = report.learned[verdict];
  return { learned, done: learned + report.already + report.skipped };
}

/** Whether it is in the spool, as far as we may look there. */
async function isSpooled({ config, id }: Probe, place: 'waiting' | 'dead'): Promise<boolean> {
  const messages = await listSpool(config.spool, place).catch(() => []);
  for (const message of messages.reverse().slice(0, 20)) {
    if (message.size > maxFileBytes) continue;
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of await openSpooled(config.spool, message)) chunks.push(chunk);
    } catch {
      continue; // gone in the meantime
    }
    if (Buffer.concat(chunks).includes(id)) return true;
  }
  return false;
}

async function move({ client, id }: Probe, from: string, to: string): Promise<boolean> {
  const lock = await client.getMailboxLock(from);
  try {
    const found = await client.search({ header: { 'message-id': id } }, { uid: true });
    if (!found || found.length === 0) return false;
    return (await client.messageMove(found, to, { uid: true })) !== false;
  } finally {
    lock.release();
  }
}

async function cleanUp({ client, id }: Probe): Promise<void> {
  const junk = (await client.list()).find(({ specialUse }) => specialUse === '\\Junk')?.path;
  for (const mailbox of ['INBOX', ...(junk === undefined ? [] : [junk])]) {
    const lock = await client.getMailboxLock(mailbox);
    try {
      const found = await client.search({ header: { 'message-id': id } }, { uid: true });
      if (found && found.length > 0) await client.messageDelete(found, { uid: true });
    } finally {
      lock.release();
    }
  }
}

/** Long enough for Bayes, and each time another one, which rspamd does not know yet. */
function writeProbe(id: string): string {
  const words = id
    .replace(/[^a-f]/g, ' ')
    .split(' ')
    .filter((word) => word.length > 0);
  return [
    'From: sievekit bridge doctor <probe@sievekit.invalid>',
    'To: the test account <probe@sievekit.invalid>',
    'Subject: A mail that the bridge doctor moves',
    `Message-ID: <${id}>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This mail was put here by the administrator of this mail server, who looks whether',
    'moving mail into the Junk folder still teaches the spam filter. It is moved there and',
    'back again within a minute, and removed afterwards, so please leave it alone meanwhile.',
    `The number of this particular examination is ${id.slice(0, 36)} ${words.join(' ')}.`,
    '',
  ].join('\r\n');
}
