import { randomUUID } from 'node:crypto';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImapFlow } from 'imapflow';
import { labAccount } from '../lab/account.ts';
import type { Dovecot } from '../lab/dovecot.ts';

/** Puts messages straight into a user's new INBOX: the server finds them at the next login. */
export async function fillInbox(
  dovecot: Dovecot,
  user: string,
  messages: readonly string[],
): Promise<void> {
  const { uid, gid, change } = labAccount();
  const own = async (path: string): Promise<void> => {
    if (change) await chown(path, uid, gid); // it links only to what is its own
  };
  const home = join(dirname(dovecot.home('alice')), user);
  const maildir = join(home, 'Maildir');
  for (const folder of [home, maildir, ...['cur', 'new', 'tmp'].map((n) => join(maildir, n))]) {
    await mkdir(folder, { recursive: true });
    await own(folder);
  }
  for (const message of messages) {
    const path = join(maildir, 'new', `1800000000.${randomUUID()}.lab`);
    await writeFile(path, message);
    await own(path);
  }
}

/** One MOVE of the first messages of the INBOX that is open; gives milliseconds. */
export async function moveFirst(client: ImapFlow, count: number, to = 'Junk'): Promise<number> {
  const began = performance.now();
  const done = await client.messageMove(`1:${count}`, to);
  const ms = performance.now() - began;
  if (done === false || done.uidMap?.size !== count) throw new Error('MOVE: not OK');
  return ms;
}

/** Of how many messages Dovecot's log says that nobody has taken them. */
export async function countLost(dovecot: Dovecot): Promise<number> {
  const log = await readFile(dovecot.log, 'utf8');
  return log.match(/a message for the bridge was not kept/g)?.length ?? 0;
}
