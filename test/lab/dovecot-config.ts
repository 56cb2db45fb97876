import { join } from 'node:path';
import type { RelocatedDovecot } from './relocate.ts';
import type { RunFolder } from './run-folder.ts';
import { renderTemplate } from './template.ts';
import { labDomains, labPassword, labUsers } from './user.ts';

export interface DovecotOptions {
  /**
   * No password without TLS. Dovecot takes a connection from an address to itself for safe, so
   * only who connects to `farHost` is refused: it listens there as well.
   */
  requireTls?: boolean;
  /** The bridge's socket: the program `sievekit-bridge` of `pipe`. It may come later. */
  bridgeSocket?: string;
  /** A script for COPY, APPEND and FLAG in every mailbox. */
  imapsieveScript?: string;
  /** Scripts before every user's own, by name without `.sieve`, in the names' order. */
  globalScripts?: Record<string, string>;
  /** Where replies and redirected mail go by SMTP, `host:port`. */
  submission?: string;
  /** Log what it does in detail. */
  debug?: boolean;
  /** More configuration, as Dovecot's own text. */
  extra?: string;
}

export interface DovecotPorts {
  imap: number;
  imaps: number;
  lmtp: number;
  sieve: number;
}

/** An address of loopback that differs from the one that clients come from. */
export const farHost = '127.0.0.2';

/** The name by which a script calls the bridge: `pipe :copy "sievekit-bridge"`. */
export const bridgeProgram = 'sievekit-bridge';

/** Paths of the scripts of the admin, as they are written and then compiled. */
export function adminScripts(run: RunFolder, options: DovecotOptions): string[] {
  const written: string[] = [];
  const { imapsieveScript, globalScripts = {} } = options;
  if (imapsieveScript !== undefined) {
    written.push(run.file('sieve/imapsieve.sieve', imapsieveScript));
  }
  for (const [name, text] of Object.entries(globalScripts)) {
    written.push(run.file(`sieve/before/${name}.sieve`, text));
  }
  return written;
}

function pluginLines(run: RunFolder, options: DovecotOptions): string {
  const lines: string[] = [];
  if (options.globalScripts) lines.push(`sieve_before = ${run.folder('sieve/before')}`);
  if (options.imapsieveScript !== undefined) {
    lines.push('imapsieve_mailbox1_name = *');
    lines.push('imapsieve_mailbox1_causes = COPY APPEND FLAG');
    lines.push(`imapsieve_mailbox1_before = file:${join(run.path, 'sieve/imapsieve.sieve')}`);
  }
  return lines.join('\n  ');
}

/** Writes the configuration and the users' file; gives the configuration's path. */
export function writeDovecotConfig(
  run: RunFolder,
  programs: RelocatedDovecot,
  ports: DovecotPorts,
  options: DovecotOptions,
): string {
  const { requireTls = false, submission, debug = false, extra = '' } = options;
  run.file('users', labUsers.map((user) => `${user}:${labPassword}\n`).join(''), 0o600);
  for (const name of ['run/sieve-pipe', 'state', 'mail', 'bin']) run.folder(name);
  const text = renderTemplate('dovecot.conf', {
    RUN: run.path,
    LISTEN: requireTls ? `127.0.0.1 ${farHost}` : '127.0.0.1',
    INSTANCE: run.path.replaceAll('/', '-').slice(1),
    LIBEXEC: programs.libexec,
    USER: run.account.name,
    GROUP: run.account.group,
    UID: run.account.uid,
    GID: run.account.gid,
    DEBUG: debug ? 'yes' : 'no',
    SSL: requireTls ? 'required' : 'yes',
    DISABLE_PLAINTEXT: requireTls ? 'yes' : 'no',
    IMAP_PORT: ports.imap,
    IMAPS_PORT: ports.imaps,
    LMTP_PORT: ports.lmtp,
    SIEVE_PORT: ports.sieve,
    DOMAIN: labDomains[0],
    SUBMISSION: submission === undefined ? '' : `submission_host = ${submission}`,
    PLUGIN: pluginLines(run, options),
    EXTRA: extra,
  });
  return run.file('dovecot.conf', text);
}
