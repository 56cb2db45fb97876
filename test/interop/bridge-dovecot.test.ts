import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Bridge,
  bridgeScriptUrl,
  emergencySpoolerUrl,
  spamScriptUrl,
  startBridge,
} from '@sievekit/rspamd-bridge';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { labAccount } from '../lab/account.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { perUserClassifier, readLearnedFor } from '../lab/per-user.ts';
import { type Redis, startRedis } from '../lab/redis.ts';
import { type Rspamd, startRspamd } from '../lab/rspamd.ts';
import { missingParts } from '../lab/state.ts';
import { addressOf, type LabUser, labPassword } from '../lab/user.ts';
import { waitFor } from '../lab/wait.ts';
import { message } from './bridge-client.ts';
import { keepLog } from './bridge-log.ts';

const missing = missingParts(['redis', 'rspamd', 'dovecot']);

const secondJunk = `namespace inbox {
  mailbox "Bulk mail" {
    auto = subscribe
    special_use = \\Junk
  }
}`;

describe.skipIf(missing.length > 0)('a person moves mail in a real Dovecot', () => {
  const { logger, lines } = keepLog();
  let folder: string;
  let redis: Redis;
  let rspamd: Rspamd;
  let dovecot: Dovecot;
  let bridge: Bridge;
  let client: ImapFlow;
  let number = 5000;

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/sk-bridge-');
    await chmod(folder, 0o755);
    redis = await startRedis();
    rspamd = await startRspamd({ redisPort: redis.port, extra: perUserClassifier });
    bridge = await openBridge();
    await mkdir(join(folder, 'bin'));
    const spooler = await readFile(emergencySpoolerUrl, 'utf8');
    await writeFile(
      join(folder, 'bin/sievekit-bridge'),
      spooler.replace('/var/spool/sievekit', join(folder, 'spool')),
      { mode: 0o755 },
    );
    dovecot = await startDovecot({
      bridgeSocket: join(folder, 'learn.sock'),
      imapsieveScript: await readFile(bridgeScriptUrl, 'utf8'),
      globalScripts: { spam: await readFile(spamScriptUrl, 'utf8') },
      extra: `${secondJunk}\nplugin {\n  sieve_pipe_bin_dir = ${join(folder, 'bin')}\n}`,
    });
  });
  afterAll(async () => {
    await dovecot?.stop();
    await bridge?.close();
    await rspamd?.stop();
    await redis?.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    lines.length = 0;
    client = await logIn('alice');
  });
  afterEach(() => client.logout());

  function openBridge(): Promise<Bridge> {
    return startBridge(
      {
        socket: join(folder, 'learn.sock'),
        spool: join(folder, 'spool'),
        rspamd: new URL(rspamd.controllerUrl),
        passwordFile: rspamd.passwordFile,
        socketGroup: labAccount().gid,
        settle: 0,
      },
      { logger, limits: { firstRetryMs: 50, lastControllerRetryMs: 200 } },
    );
  }

  async function logIn(user: LabUser): Promise<ImapFlow> {
    const imap = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.ports.imap,
      auth: { user, pass: labPassword },
      tls: { ca: dovecot.ca },
      logger: false,
    });
    await imap.connect();
    return imap;
  }

  /** Puts a new message into a mailbox, and gives its number there. */
  async function put(mailbox: string): Promise<number> {
    const done = await client.append(mailbox, message(number++));
    return done === false ? 0 : (done.uid ?? 0);
  }

  async function move(uid: number, from: string, to: string): Promise<number> {
    await client.mailboxOpen(from);
    const done = await client.messageMove(String(uid), to, { uid: true });
    return done === false ? 0 : (done.uidMap?.get(uid) ?? 0);
  }

  /** What was learned, once the queue is empty. Scripts run before OK, so nothing can come late. */
  async function learnings(): Promise<unknown[]> {
    await waitFor('an empty queue', () => bridge.status().waiting === 0, { hint: dovecot.logTail });
    return lines
      .filter(({ result }) => result !== undefined && result !== 'again')
      .map(({ user, verdict, cause, result }) => `${user} ${cause} ${verdict} ${result}`);
  }

  it('learns spam from a move into Junk, and ham from the move back', async () => {
    const before = await rspamd.learned();
    const there = await move(await put('INBOX'), 'INBOX', 'Junk');
    expect(await learnings()).toEqual(['alice copy spam learned']);
    expect((await rspamd.learned()).spam - before.spam).toBe(1);

    await move(there, 'Junk', 'INBOX');
    expect(await learnings()).toEqual(['alice copy spam learned', 'alice copy ham learned']);
    expect((await rspamd.learned()).ham - before.ham).toBe(1);
  });

  it('learns for the account, not for the address in the mail', async () => {
    await client.logout();
    client = await logIn('bob');
    await move(await put('INBOX'), 'INBOX', 'Junk');
    expect(await learnings()).toEqual(['bob copy spam learned']);
    expect(await readLearnedFor(redis.port, 'bob')).toEqual({ spam: 1, ham: 0 });
    const sender = 'chosen-by-the-sender@example.com';
    expect(await readLearnedFor(redis.port, sender)).toEqual({ spam: 0, ham: 0 });
  });

  it.each([
    { from: 'Junk', to: 'Trash', why: 'tidying up' },
    { from: 'Junk', to: 'Bulk mail', why: 'both are for junk' },
    { from: 'INBOX', to: 'Trash', why: 'neither is for junk' },
    { from: 'Trash', to: 'INBOX', why: 'neither is for junk' },
  ])('learns nothing from $from to $to: $why', async ({ from, to }) => {
    const uid = await put(from);
    const before = (await learnings()).length;
    await move(uid, from, to);
    expect((await learnings()).slice(before)).toEqual([]);
    expect(dovecot.logTail()).not.toMatch(/imap\(.*(Error|Warning)/);
  });

  it('learns spam from a message put into Junk, and nothing from one put elsewhere', async () => {
    await put('INBOX');
    await put('Trash');
    await put('Bulk mail');
    expect(await learnings()).toEqual(['alice append spam learned']);
  });

  it.each([
    { set: ['$Junk'], learns: ['spam'] },
    { set: ['Junk', '\\Flagged'], learns: ['spam'] },
    { set: ['$NotJunk'], learns: ['ham'] },
    { set: ['NonJunk'], learns: ['ham'] },
    { set: ['\\Seen', 'MyJunk'], learns: [] },
  ])(
    'learns $learns when a client sets $set, and nothing when it is taken away',
    async ({ set, learns }) => {
      const uid = String(await put('INBOX'));
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd(uid, set, { uid: true });
      await client.messageFlagsAdd(uid, ['\\Answered'], { uid: true });
      await client.messageFlagsRemove(uid, set, { uid: true });
      expect(await learnings()).toEqual(learns.map((verdict) => `alice flag ${verdict} learned`));
      expect(dovecot.logTail()).not.toMatch(/imap\(.*(Error|Warning)/);
    },
  );

  it('learns nothing from reading a message in Junk', async () => {
    const uid = await put('Junk');
    const before = (await learnings()).length;
    await client.mailboxOpen('Junk');
    await client.download(String(uid), undefined, { uid: true });
    await client.messageDelete(String(uid), { uid: true });
    expect((await learnings()).slice(before)).toEqual([]);
  });

  it('learns what was moved while the daemon was away', async () => {
    const uids = [await put('INBOX'), await put('INBOX')];
    await bridge.close();
    for (const uid of uids) await move(uid, 'INBOX', 'Junk');
    expect(await readdir(join(folder, 'spool/incoming'))).toHaveLength(2);
    expect(dovecot.logTail()).not.toMatch(/imap\(.*(Error|Warning)/);
    bridge = await openBridge();
    expect(await learnings()).toEqual(Array(2).fill('alice copy spam learned'));
    expect(await readdir(join(folder, 'spool/incoming'))).toEqual([]);
  });

  it('learns each of fifty messages once though rspamd restarts in the middle', async () => {
    await client.logout();
    client = await logIn('dave');
    const before = await rspamd.learned();
    for (let count = 0; count < 50; count += 1) await put('INBOX');
    const restart = rspamd.halt().then(() => rspamd.resume());
    await client.mailboxOpen('INBOX');
    expect(await client.messageMove('1:*', 'Junk')).toBeTruthy();
    await restart;
    expect(await learnings()).toEqual(Array(50).fill('dave copy spam learned'));
    expect((await rspamd.learned()).spam - before.spam).toBe(50);
  });

  it('files what rspamd marked as spam by the global script, and learns nothing from it', async () => {
    const lmtp = nodemailer.createTransport({
      host: '127.0.0.1',
      port: dovecot.ports.lmtp,
      lmtp: true,
      tls: { ca: dovecot.ca },
    });
    const envelope = { from: 'someone@example.com', to: addressOf('carol') };
    await lmtp.sendMail({ envelope, raw: `X-Spam: Yes\r\n${message(number++)}` });
    await lmtp.sendMail({ envelope, raw: message(number++) });
    await client.logout();
    client = await logIn('carol');
    const counts: Record<string, number> = {};
    for (const name of ['INBOX', 'Junk', 'Bulk mail']) {
      const status = await client.status(name, { messages: true });
      counts[name] = status === false ? -1 : (status.messages ?? -1);
    }
    expect(counts.INBOX).toBe(1);
    expect((counts.Junk ?? 0) + (counts['Bulk mail'] ?? 0)).toBe(1);
    expect(await learnings()).toEqual([]);
  });
});
