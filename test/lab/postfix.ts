import { join } from 'node:path';
import { freePort, waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { type Server, startServer } from './server.ts';
import { renderTemplate } from './template.ts';
import { labDomains } from './user.ts';

export interface PostfixOptions {
  /** Dovecot's LMTP port, where all mail of the lab's domains goes. */
  lmtpPort: number;
  /** rspamd's milter port; without it mail passes unseen. */
  milterPort?: number;
  /** A port of the caller's (`freePort`), for what must know it before Postfix runs. */
  smtpPort?: number;
}

export interface Postfix extends Server {
  readonly smtpPort: number;
}

const queueFolders = [
  ...['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming'],
  ...['private', 'maildrop', 'public', 'pid', 'saved', 'trace'],
];

/**
 * Postfix insists on root and on users that it can look up and change to. Two wrapper libraries of
 * Debian's say that we are root and that the users exist; all of it runs as our account.
 */
function pretendRoot(run: RunFolder): Record<string, string> {
  const { name, group, uid, gid } = run.account;
  const passwd = run.file(
    'nss/passwd',
    `root:x:0:0::/:/bin/sh\n${name}:x:${uid}:${gid}::/:/bin/false\nlab-other:x:59998:59998::/:/bin/false\n`,
  );
  const groups = run.file(
    'nss/group',
    `root:x:0:\n${group}:x:${gid}:\nlab-drop:x:59997:\nlab-other:x:59998:\n`,
  );
  return {
    LD_PRELOAD: 'libuid_wrapper.so:libnss_wrapper.so',
    UID_WRAPPER: '1',
    UID_WRAPPER_ROOT: '1',
    NSS_WRAPPER_PASSWD: passwd,
    NSS_WRAPPER_GROUP: groups,
  };
}

/** Starts Postfix: SMTP in on loopback, rspamd as milter, LMTP to Dovecot. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const run = await createRunFolder('postfix');
  const smtpPort = options.smtpPort ?? (await freePort());
  for (const name of queueFolders) run.folder(join('queue', name));
  run.folder('data');
  const pretence = pretendRoot(run);
  const env = { ...serverEnvironment(run.packages, 'postfix'), ...pretence };
  const { milterPort } = options;
  const main = renderTemplate('postfix-main.cf', {
    RUN: run.path,
    PACKAGES: run.packages,
    USER: run.account.name,
    ENVIRONMENT: ['LD_LIBRARY_PATH', ...Object.keys(pretence)].join(' '),
    DOMAIN: labDomains[0],
    DOMAINS: labDomains.join(', '),
    LMTP_PORT: options.lmtpPort,
    MILTERS: milterPort === undefined ? '' : `inet:127.0.0.1:${milterPort}`,
  });
  run.file('main.cf', main);
  run.file('master.cf', renderTemplate('postfix-master.cf', { SMTP_PORT: smtpPort }));
  const server = await startServer({
    name: 'postfix',
    run,
    program: join(run.packages, 'usr/lib/postfix/sbin/master'),
    args: ['-c', run.path, '-d'],
    env,
    log: join(run.path, 'postfix.log'),
    ready: (hint) => waitForGreeting(smtpPort, /^220 /, { hint }),
  });
  return { ...server, smtpPort };
}
