import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bridgeScriptUrl, spamScriptUrl } from '@sievekit/rspamd-bridge';
import { type Dovecot, type DovecotOptions, startDovecot } from './dovecot.ts';
import { type MailClient, openMailClient } from './mailbox.ts';
import { freePort } from './port.ts';
import { type Postfix, startPostfix } from './postfix.ts';
import { type Redis, startRedis } from './redis.ts';
import { type Rspamd, type RspamdOptions, startRspamd } from './rspamd.ts';
import { createRunFolder } from './run-folder.ts';
import { type Delivery, deliver } from './smtp.ts';
import type { LabUser } from './user.ts';

export interface LabOptions {
  dovecot?: Omit<DovecotOptions, 'bridgeSocket' | 'submission'>;
  rspamd?: Omit<RspamdOptions, 'redisPort'>;
}

/** All servers, wired to each other as on a real machine. */
export interface Lab {
  readonly redis: Redis;
  readonly rspamd: Rspamd;
  readonly dovecot: Dovecot;
  readonly postfix: Postfix;
  /** Where Dovecot looks for the bridge's socket; nothing listens until a bridge is started. */
  readonly bridgeSocket: string;
  /** The file that the bridge writes its log to. */
  readonly bridgeLog: string;
  /** A folder for the bridge's spool, which outlives the bridge and not the lab. */
  readonly spoolFolder: string;
  /** Sends a message through Postfix. */
  deliver(delivery: Omit<Delivery, 'smtpPort'>): Promise<void>;
  /** Logs a user in over IMAP; closed with the lab at the latest. */
  mail(user: LabUser): Promise<MailClient>;
  stop(): Promise<void>;
}

/** What is to be ended, the newest first; all of it even when one of them fails. */
export function createStopper(): { add(end: () => Promise<void>): void; stop(): Promise<void> } {
  const ends: (() => Promise<void>)[] = [];
  return {
    add: (end) => void ends.unshift(end),
    async stop() {
      const failures: unknown[] = [];
      for (const end of ends.splice(0)) await end().catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}

async function startAll(options: LabOptions, add: (end: () => Promise<void>) => void) {
  const own = await createRunFolder('lab');
  add(own.release);
  const socketFolder = own.folder('bridge');
  const bridgeSocket = join(socketFolder, 'learn.sock');
  const kept = <T extends { stop(): Promise<void> }>(server: T): T => {
    add(server.stop);
    return server;
  };
  const smtpPort = await freePort();
  const redis = kept(await startRedis());
  const rspamd = kept(await startRspamd({ ...options.rspamd, redisPort: redis.port }));
  const dovecot = kept(
    await startDovecot({
      imapsieveScript: await readFile(bridgeScriptUrl, 'utf8'),
      globalScripts: { spam: await readFile(spamScriptUrl, 'utf8') },
      ...options.dovecot,
      bridgeSocket,
      submission: `127.0.0.1:${smtpPort}`,
    }),
  );
  const { milterPort } = rspamd;
  const lmtpPort = dovecot.ports.lmtp;
  const postfix = kept(await startPostfix({ lmtpPort, milterPort, smtpPort }));
  const bridgeLog = join(own.path, 'bridge.log');
  const spoolFolder = own.folder('spool');
  return { redis, rspamd, dovecot, postfix, bridgeSocket, bridgeLog, spoolFolder };
}

/** Starts Redis, rspamd, Dovecot and Postfix together. The bridge and the editor: `chain.ts`. */
export async function startServers(options: LabOptions = {}): Promise<Lab> {
  const { add, stop } = createStopper();
  try {
    const servers = await startAll(options, add);
    const { dovecot, postfix } = servers;
    return {
      ...servers,
      stop,
      deliver: (delivery) => deliver({ ...delivery, smtpPort: postfix.smtpPort }),
      async mail(user) {
        const client = await openMailClient({ imapPort: dovecot.ports.imap, user });
        add(client.close);
        return client;
      },
    };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}
