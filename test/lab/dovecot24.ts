import { join } from 'node:path';
import { issueCertificate } from './authority.ts';
import { choosePorts, type Dovecot } from './dovecot.ts';
import { type DovecotPorts, farHost } from './dovecot-config.ts';
import { waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { type RelocatedDovecot, relocateDovecot } from './relocate.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { startServer } from './server.ts';
import { renderTemplate } from './template.ts';
import { labDomains, labPassword, labUsers } from './user.ts';

export interface Dovecot24Options {
  /** No password without TLS, for who connects to `farHost`. */
  requireTls?: boolean;
  /** More configuration, as Dovecot's own text. */
  extra?: string;
}

function writeConfig(
  run: RunFolder,
  programs: RelocatedDovecot,
  ports: DovecotPorts,
  { requireTls = false, extra = '' }: Dovecot24Options,
): string {
  run.file('users', labUsers.map((user) => `${user}:${labPassword}\n`).join(''), 0o600);
  for (const name of ['run', 'state', 'mail']) run.folder(name);
  const text = renderTemplate('dovecot-2.4.conf', {
    RUN: run.path,
    LISTEN: requireTls ? `127.0.0.1, ${farHost}` : '127.0.0.1',
    INSTANCE: run.path.replaceAll('/', '-').slice(1),
    LIBEXEC: programs.libexec,
    USER: run.account.name,
    GROUP: run.account.group,
    UID: run.account.uid,
    GID: run.account.gid,
    SSL: requireTls ? 'required' : 'yes',
    ALLOW_CLEARTEXT: requireTls ? 'no' : 'yes',
    IMAP_PORT: ports.imap,
    IMAPS_PORT: ports.imaps,
    LMTP_PORT: ports.lmtp,
    SIEVE_PORT: ports.sieve,
    DOMAIN: labDomains[0],
    EXTRA: extra,
  });
  return run.file('dovecot.conf', text);
}

/** Starts Dovecot 2.4 of Debian 13, with the C library of that; like Dovecot 2.3 beside it. */
export async function startDovecot24(
  options: Dovecot24Options = {},
): Promise<Omit<Dovecot, 'socketFolder'>> {
  const folder = await createRunFolder('dovecot24', 'trixie');
  const programs = relocateDovecot(folder);
  const ports = await choosePorts();
  const certificate = await issueCertificate(folder);
  const config = writeConfig(folder, programs, ports, options);
  const server = await startServer({
    name: 'dovecot24',
    run: folder,
    program: programs.dovecot,
    args: ['-F', '-c', config],
    env: serverEnvironment(folder.packages),
    log: join(folder.path, 'dovecot.log'),
    async ready(hint) {
      await waitForGreeting(ports.imap, /^\* OK /, { hint });
      await waitForGreeting(ports.lmtp, /^220 /, { hint });
      await waitForGreeting(ports.sieve, /^"IMPLEMENTATION" /, { hint });
    },
  });
  return { ...server, ...certificate, ports, home: (user) => join(folder.path, 'mail', user) };
}
