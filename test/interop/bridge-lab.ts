import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bridgeScriptUrl, emergencySpoolerUrl, spamScriptUrl } from '@sievekit/rspamd-bridge';
import { ImapFlow } from 'imapflow';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { createStopper } from '../lab/lab.ts';
import { perUserClassifier } from '../lab/per-user.ts';
import { type Redis, startRedis } from '../lab/redis.ts';
import { type Rspamd, startRspamd } from '../lab/rspamd.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

/** A Dovecot and the rspamd of the same Debian. */
export interface Generation {
  readonly dovecot: '2.3' | '2.4';
  readonly rspamd: '3.4' | '3.12';
  /** What of them cannot run here. */
  readonly missing: readonly string[];
}

export const generations: readonly Generation[] = [
  { dovecot: '2.3', rspamd: '3.4', missing: missingParts(['redis', 'rspamd', 'dovecot']) },
  { dovecot: '2.4', rspamd: '3.12', missing: missingParts(['redis', 'rspamd312', 'dovecot24']) },
];

/** Redis, rspamd, and Dovecot with our scripts; the bridge between them is the test's. */
export interface BridgeLab {
  readonly redis: Redis;
  readonly rspamd: Rspamd;
  readonly dovecot: Dovecot;
  /** A short folder that the servers may enter. */
  readonly folder: string;
  /** Where the bridge is to listen, and to keep its spool. */
  readonly socket: string;
  readonly spool: string;
  /** Logs any user in: all have the lab's password. */
  logIn(user: string): Promise<ImapFlow>;
  stop(): Promise<void>;
}

const secondJunk = String.raw`namespace inbox {
  mailbox "Bulk mail" {
    auto = subscribe
    special_use = \Junk
  }
}`;

/** Any user may log in, and the emergency spooler stands by. */
const extras = {
  '2.3': (bin: string) => `${secondJunk}
passdb {
  driver = static
  args = password=${labPassword}
}
plugin {
  sieve_execute_bin_dir = ${bin}
}`,
  '2.4': (bin: string) => `${secondJunk}
passdb static {
  password = ${labPassword}
}
auth_username_format = %{user | username | lower}
sieve_execute_bin_dir = ${bin}`,
};

async function writeSpooler(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const text = await readFile(emergencySpoolerUrl, 'utf8');
  const spooler = text.replace('/var/spool/sievekit', join(folder, 'spool'));
  // The second is the name that Dovecot looks for where no socket stands.
  for (const name of ['sievekit-spool', 'sievekit-bridge']) {
    await writeFile(join(bin, name), spooler, { mode: 0o755 });
  }
  return bin;
}

/** Starts them; `perUser` has rspamd learn for each user besides. */
export async function startBridgeLab(
  { dovecot: which, rspamd: version }: Generation,
  { perUser = false } = {},
): Promise<BridgeLab> {
  const { add, stop } = createStopper();
  try {
    const folder = await mkdtemp('/tmp/sk-bridge-');
    add(() => rm(folder, { recursive: true }));
    await chmod(folder, 0o755);
    const redis = await startRedis({ durable: true });
    add(redis.stop);
    const rspamd = await startRspamd({
      ...{ redisPort: redis.port, version },
      ...(perUser && { extra: perUserClassifier }),
    });
    add(rspamd.stop);
    const socket = join(folder, 'learn.sock');
    const start = which === '2.4' ? startDovecot24 : startDovecot;
    const dovecot = await start({
      bridgeSocket: socket,
      imapsieveScript: await readFile(bridgeScriptUrl, 'utf8'),
      globalScripts: { spam: await readFile(spamScriptUrl, 'utf8') },
      extra: extras[which](await writeSpooler(folder)),
    });
    add(dovecot.stop);
    return {
      ...{ redis, rspamd, dovecot, folder, socket, spool: join(folder, 'spool'), stop },
      logIn: (user) => logIn(dovecot, user),
    };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

async function logIn({ ports }: Dovecot, user: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: ports.imap,
    auth: { user, pass: labPassword },
    doSTARTTLS: false,
    disableAutoIdle: true,
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}
