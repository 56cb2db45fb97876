import { type ExecFileOptions, execFile } from 'node:child_process';
import { join } from 'node:path';
import { issueCertificate } from './authority.ts';
import { openMailClient } from './mailbox.ts';
import { freePort, waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { type Server, startServer } from './server.ts';
import { renderTemplate } from './template.ts';
import { labPassword, labUsers } from './user.ts';

export interface CyrusOptions {
  /** No password without TLS. */
  requireTls?: boolean;
  /** Scripts that a user may have; 120 unless told. */
  maxScripts?: number;
  /** More lines of `imapd.conf`. */
  extra?: string;
}

export interface Cyrus extends Server {
  readonly ports: { imap: number; sieve: number };
  /** The authority of its certificate, PEM, for `localhost`, `127.0.0.1` and `mx.lab.test`. */
  readonly ca: string;
  /** The same as a file. */
  readonly caFile: string;
}

/** May act for every user, by authorization identity; the password is the one of all accounts. */
export const cyrusAdmin = 'cyrus-admin';

/** The environment of its programs; the mechanisms of SASL are plugins. */
function environment({ packages }: RunFolder): Record<string, string> {
  const env = serverEnvironment(packages);
  const places = (env.LD_LIBRARY_PATH ?? '').split(':').map((folder) => join(folder, 'sasl2'));
  return { ...env, SASL_PATH: places.join(':') };
}

/** Writes a password into Cyrus's own database, which keeps it readable for all mechanisms. */
function setPassword(run: RunFolder, user: string): Promise<void> {
  const { account, packages } = run;
  const options: ExecFileOptions = {
    env: environment(run),
    ...(account.change ? { uid: account.uid, gid: account.gid } : {}),
  };
  const args = ['-p', '-c', '-f', join(run.path, 'sasldb2'), '-u', 'localhost', user];
  return new Promise((resolve, reject) => {
    const program = join(packages, 'usr/sbin/saslpasswd2');
    const child = execFile(program, args, options, (error) => (error ? reject(error) : resolve()));
    child.stdin?.end(labPassword);
  });
}

function writeConfig(run: RunFolder, ports: Cyrus['ports'], options: CyrusOptions): string[] {
  const { requireTls = false, maxScripts = 120, extra = '' } = options;
  for (const name of ['conf', 'spool', 'sieve', 'run/proc', 'run/lock', 'run/socket']) {
    run.folder(name);
  }
  const imapd = renderTemplate('cyrus-imapd.conf', {
    RUN: run.path,
    USER: run.account.name,
    GROUP: run.account.group,
    ADMIN: cyrusAdmin,
    ALLOW_PLAINTEXT: requireTls ? 'no' : 'yes',
    MAX_SCRIPTS: maxScripts,
    EXTRA: extra,
  });
  const config = run.file('imapd.conf', imapd);
  const master = renderTemplate('cyrus.conf', {
    BIN: join(run.packages, 'usr/lib/cyrus/bin'),
    CONFIG: config,
    IMAP_PORT: ports.imap,
    SIEVE_PORT: ports.sieve,
  });
  return ['-C', config, '-M', run.file('cyrus.conf', master), '-p', join(run.path, 'master.pid')];
}

/** Starts Cyrus with ManageSieve and IMAP; about a third of a second. */
export async function startCyrus(options: CyrusOptions = {}): Promise<Cyrus> {
  const run = await createRunFolder('cyrus');
  const ports = { imap: await freePort(), sieve: await freePort() };
  const certificate = await issueCertificate(run);
  const args = writeConfig(run, ports, options);
  for (const user of [...labUsers, cyrusAdmin]) await setPassword(run, user);
  const server = await startServer({
    name: 'cyrus',
    run,
    program: join(run.packages, 'usr/lib/cyrus/bin/master'),
    args,
    env: environment(run),
    async ready(hint) {
      await waitForGreeting(ports.imap, /^\* OK /, { hint });
      await waitForGreeting(ports.sieve, /^"IMPLEMENTATION" /, { hint });
      // The first login makes the mailbox, without which ManageSieve knows nobody.
      const made = labUsers.map((user) => openMailClient({ imapPort: ports.imap, user }));
      for (const client of await Promise.all(made)) await client.close();
    },
  });
  return { ...server, ...certificate, ports };
}
