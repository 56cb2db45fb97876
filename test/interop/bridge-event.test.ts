import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bridge, startBridge } from '@sievekit/rspamd-bridge';
import type { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { labAccount } from '../lab/account.ts';
import { waitFor } from '../lab/wait.ts';
import { message } from './bridge-client.ts';
import { type BridgeLab, generations, startBridgeLab } from './bridge-lab.ts';
import { keepLog } from './bridge-log.ts';

/** What a person does with messages that stand in a mailbox, by their UIDs. */
type Act = (client: ImapFlow, uids: string) => Promise<unknown>;

const uid = { uid: true };
const copyTo =
  (mailbox: string): Act =>
  (client, uids) =>
    client.messageCopy(uids, mailbox, uid);
const moveTo =
  (mailbox: string): Act =>
  (client, uids) =>
    client.messageMove(uids, mailbox, uid);
const add =
  (...flags: string[]): Act =>
  (client, uids) =>
    client.messageFlagsAdd(uids, flags, uid);
const remove =
  (...flags: string[]): Act =>
  (client, uids) =>
    client.messageFlagsRemove(uids, flags, uid);
const replace =
  (...flags: string[]): Act =>
  (client, uids) =>
    client.messageFlagsSet(uids, flags, uid);
const read: Act = (client, uids) => client.download(uids, undefined, uid);
const expunge: Act = (client, uids) => client.messageDelete(uids, uid);

interface Row {
  event: string;
  /** Where the message stands before: what came to Junk by delivery was not learned. */
  in: 'INBOX' | 'Junk' | 'Trash';
  /** Its flags then. */
  flags?: string[];
  count?: number;
  act: Act;
  /** Cause and verdict of each learning. */
  learns: string[];
}

const spam = 'copy spam';
const ham = 'copy ham';

const table: Row[] = [
  { event: 'COPY into Junk', in: 'INBOX', act: copyTo('Junk'), learns: [spam] },
  { event: 'COPY out of Junk', in: 'Junk', act: copyTo('INBOX'), learns: [ham] },
  { event: 'COPY from Junk to Trash', in: 'Junk', act: copyTo('Trash'), learns: [] },
  { event: 'COPY from Junk to itself', in: 'Junk', act: copyTo('Junk'), learns: [] },
  { event: 'MOVE into Junk', in: 'INBOX', act: moveTo('Junk'), learns: [spam] },
  { event: 'MOVE into another Junk', in: 'INBOX', act: moveTo('Bulk mail'), learns: [spam] },
  { event: 'MOVE out of Junk', in: 'Junk', act: moveTo('INBOX'), learns: [ham] },
  { event: 'MOVE from Junk to Trash', in: 'Junk', act: moveTo('Trash'), learns: [] },
  { event: 'MOVE from Junk to Junk', in: 'Junk', act: moveTo('Bulk mail'), learns: [] },
  { event: 'MOVE from Trash to Junk', in: 'Trash', act: moveTo('Junk'), learns: [spam] },
  { event: 'MOVE from Trash to INBOX', in: 'Trash', act: moveTo('INBOX'), learns: [] },
  { event: 'MOVE from INBOX to Trash', in: 'INBOX', act: moveTo('Trash'), learns: [] },
  {
    ...{ event: 'MOVE of four into Junk', in: 'INBOX', count: 4 },
    ...{ act: moveTo('Junk'), learns: [spam, spam, spam, spam] },
  },
  {
    ...{ event: 'MOVE of one with keywords', in: 'INBOX', flags: ['$NotJunk', '\\Seen'] },
    ...{ act: moveTo('Junk'), learns: [spam] },
  },
  { event: 'STORE +$Junk', in: 'INBOX', act: add('$Junk'), learns: ['flag spam'] },
  {
    event: 'STORE +Junk +\\Flagged',
    in: 'INBOX',
    act: add('Junk', '\\Flagged'),
    learns: ['flag spam'],
  },
  { event: 'STORE +$NotJunk', in: 'INBOX', act: add('$NotJunk'), learns: ['flag ham'] },
  { event: 'STORE +NonJunk', in: 'Junk', act: add('NonJunk'), learns: ['flag ham'] },
  {
    ...{ event: 'STORE +$Junk on three', in: 'INBOX', count: 3 },
    ...{ act: add('$Junk'), learns: ['flag spam', 'flag spam', 'flag spam'] },
  },
  {
    ...{ event: 'STORE $Junk for $NotJunk', in: 'INBOX', flags: ['$NotJunk'] },
    ...{ act: replace('$Junk'), learns: ['flag spam'] },
  },
  {
    ...{ event: 'STORE $NotJunk for $Junk', in: 'INBOX', flags: ['$Junk'] },
    ...{ act: replace('$NotJunk'), learns: ['flag ham'] },
  },
  { event: 'STORE -$Junk', in: 'INBOX', flags: ['$Junk'], act: remove('$Junk'), learns: [] },
  {
    event: 'STORE -$NotJunk',
    in: 'INBOX',
    flags: ['$NotJunk'],
    act: remove('$NotJunk'),
    learns: [],
  },
  { event: 'STORE +\\Answered', in: 'INBOX', flags: ['$Junk'], act: add('\\Answered'), learns: [] },
  { event: 'STORE +MyJunk', in: 'INBOX', act: add('MyJunk'), learns: [] },
  { event: 'FETCH, which sets \\Seen', in: 'Junk', act: read, learns: [] },
  { event: 'FETCH of one with $Junk', in: 'INBOX', flags: ['$Junk'], act: read, learns: [] },
  { event: 'EXPUNGE in Junk', in: 'Junk', act: expunge, learns: [] },
  {
    event: 'EXPUNGE of one with $NotJunk',
    in: 'INBOX',
    flags: ['$NotJunk'],
    act: expunge,
    learns: [],
  },
];

const uploads = [
  { to: 'INBOX', flags: [], learns: [] },
  { to: 'INBOX', flags: ['$Junk'], learns: [] },
  { to: 'Trash', flags: [], learns: [] },
  { to: 'Junk', flags: [], learns: ['append spam'] },
  { to: 'Junk', flags: ['\\Seen'], learns: ['append spam'] },
  { to: 'Bulk mail', flags: [], learns: ['append spam'] },
];

/** A rule of the user's own, which rspamd shall not take for the user's judgement. */
const ownRule = 'require "fileinto"; if header "X-Own" "Junk" { fileinto "Junk"; }';

const junk = ['Junk', 'Bulk mail']; // the server's choice
const deliveries = [
  { what: 'a message', header: '', into: ['INBOX'] },
  { what: 'what rspamd has marked', header: 'X-Spam: Yes\r\n', into: junk },
  { what: 'what the user files into Junk', header: 'X-Own: Junk\r\n', into: ['Junk'] },
];

for (const generation of generations) {
  const { dovecot: version, rspamd, missing } = generation;
  describe.skipIf(missing.length > 0)(
    `events of Dovecot ${version}, learned by rspamd ${rspamd} ${missing.join(' ')}`,
    () => {
      const { logger, lines } = keepLog();
      let lab: BridgeLab;
      let bridge: Bridge;
      let client: ImapFlow;
      let number = 9000;

      beforeAll(async () => {
        lab = await startBridgeLab(generation);
        bridge = await startBridge(
          {
            ...{ socket: lab.socket, spool: lab.spool, settle: 0, concurrency: 1 },
            rspamd: new URL(lab.rspamd.controllerUrl),
            passwordFile: lab.rspamd.passwordFile,
            socketGroup: labAccount().gid,
          },
          { logger },
        );
        client = await lab.logIn('alice');
        await client.append('INBOX', message(number++)); // makes the folder
        await client.logout();
        await writeFile(join(lab.dovecot.home('alice'), '.dovecot.sieve'), ownRule);
      });
      afterAll(async () => {
        await bridge?.close();
        await lab?.stop();
      });
      beforeEach(async () => {
        client = await lab.logIn('alice');
      });
      afterEach(() => client.logout());

      /** Puts a message where it stands before the event: into Junk as delivery does. */
      async function put(mailbox: string, flags: string[]): Promise<string> {
        if (mailbox === 'Junk') {
          await deliver('X-Own: Junk\r\n');
          const { uidNext } = await client.mailboxOpen('Junk');
          return String(uidNext - 1);
        }
        const done = await client.append(mailbox, message(number++), flags);
        return String(done === false ? 0 : done.uid);
      }

      async function deliver(header: string): Promise<void> {
        const lmtp = nodemailer.createTransport({
          ...{ host: '127.0.0.1', port: lab.dovecot.ports.lmtp, lmtp: true },
          tls: { ca: lab.dovecot.ca },
        });
        const envelope = { from: 'someone@example.com', to: 'alice@lab.test' };
        await lmtp.sendMail({ envelope, raw: header + message(number++) });
      }

      /**
       * What was learned by the bridge's log and by rspamd's own count. Scripts run before Dovecot
       * says OK, so nothing can come late.
       */
      async function learnedBy(work: () => Promise<unknown>) {
        const before = await lab.rspamd.learned();
        lines.length = 0;
        expect(await work()).not.toBe(false);
        await waitFor('an empty queue', () => bridge.status().waiting === 0, {
          ...{ every: 5, hint: lab.dovecot.logTail },
        });
        const after = await lab.rspamd.learned();
        return {
          learns: lines.filter(({ result }) => result === 'learned').map(says),
          other: lines.filter(({ result, level }) => level !== 'info' || result !== 'learned'),
          counted: { spam: after.spam - before.spam, ham: after.ham - before.ham },
          complaints: lab.dovecot.logTail().match(/^.* (imap|lmtp)\(.*(Error|Warning).*$/gm),
        };
      }

      const says = ({ cause, verdict }: Record<string, unknown>) => `${cause} ${verdict}`;
      const just = (learns: string[]) => {
        const count = (verdict: string) => learns.filter((one) => one.endsWith(verdict)).length;
        const counted = { spam: count('spam'), ham: count('ham') };
        return { learns, other: [], counted, complaints: null };
      };

      it.each(table)('$event learns $learns', async (row) => {
        const uids: string[] = [];
        for (let count = 0; count < (row.count ?? 1); count += 1) {
          uids.push(await put(row.in, row.flags ?? []));
        }
        await client.mailboxOpen(row.in);
        expect(await learnedBy(() => row.act(client, uids.join(',')))).toEqual(just(row.learns));
      });

      it.each(uploads)(
        'APPEND to $to with $flags learns $learns',
        async ({ to, flags, learns }) => {
          const upload = () => client.append(to, message(number++), flags);
          expect(await learnedBy(upload)).toEqual(just(learns));
        },
      );

      it.each(deliveries)(
        'delivery of $what into $into learns nothing',
        async ({ header, into }) => {
          const count = async () => {
            let messages = 0;
            for (const mailbox of into) {
              const status = await client.status(mailbox, { messages: true });
              messages += status === false ? 0 : (status.messages ?? 0);
            }
            return messages;
          };
          const before = await count();
          expect(await learnedBy(() => deliver(header))).toEqual(just([]));
          expect(await count()).toBe(before + 1);
        },
      );
    },
  );
}
