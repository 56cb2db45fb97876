import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueCertificate } from './authority.ts';
import { choosePorts, type Dovecot } from './dovecot.ts';
import {
  adminScripts,
  bridgeProgram,
  type DovecotOptions,
  type DovecotPorts,
  farHost,
} from './dovecot-config.ts';
import { waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { type RelocatedDovecot, relocateDovecot } from './relocate.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { startServer } from './server.ts';
import { renderTemplate } from './template.ts';
import { labDomains, labPassword, labUsers } from './user.ts';

/** As for Dovecot 2.3; `extra` is in the language of 2.4. */
export type Dovecot24Options = Pick<
  DovecotOptions,
  'requireTls' | 'extra' | 'bridgeSocket' | 'imapsieveScript' | 'globalScripts'
>;

const execute = promisify(execFile);

function scriptBlock(run: RunFolder, name: string, cause?: string): string {
  const lines = ['type = before', `path = ${join(run.path, `sieve/${name}.sieve`)}`];
  if (cause !== undefined) lines.push(`cause = ${cause}`);
  return `sieve_script ${name.replaceAll('/', '-')} {\n  ${lines.join('\n  ')}\n}`;
}

/** The plugins and the scripts of the admin; nothing where there are none. */
function adminText(run: RunFolder, { imapsieveScript, globalScripts = {} }: Dovecot24Options) {
  const before = Object.keys(globalScripts).map((name) => scriptBlock(run, `before/${name}`));
  if (imapsieveScript === undefined) return before.join('\n');
  return [
    'protocol imap {\n  mail_plugins {\n    imap_sieve = yes\n  }\n}',
    'sieve_plugins {\n  sieve_imapsieve = yes\n  sieve_extprograms = yes\n}',
    'sieve_global_extensions {',
    ...['vnd.dovecot.execute', 'vnd.dovecot.pipe'].map((name) => `  ${name} = yes`),
    ...['vnd.dovecot.environment', 'special-use'].map((name) => `  ${name} = yes`),
    '}',
    ...['pipe', 'execute'].flatMap((action) => [
      `sieve_${action}_socket_dir = sieve-pipe`,
      `sieve_${action}_bin_dir = ${run.folder('bin')}`,
    ]),
    scriptBlock(run, 'imapsieve', 'copy append flag'),
    ...before,
  ].join('\n');
}

function writeConfig(
  run: RunFolder,
  programs: RelocatedDovecot,
  ports: DovecotPorts,
  options: Dovecot24Options,
): string {
  const { requireTls = false, extra = '' } = options;
  run.file('users', labUsers.map((user) => `${user}:${labPassword}\n`).join(''), 0o600);
  for (const name of ['run/sieve-pipe', 'state', 'mail']) run.folder(name);
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
    ADMIN: adminText(run, options),
    EXTRA: extra,
  });
  return run.file('dovecot.conf', text);
}

async function compile(
  folder: RunFolder,
  programs: RelocatedDovecot,
  config: string,
  scripts: string[],
): Promise<void> {
  const { account } = folder;
  const options = {
    env: serverEnvironment(folder.packages),
    ...(account.change ? { uid: account.uid, gid: account.gid } : {}),
  };
  for (const script of scripts) {
    await execute(programs.doveconf, ['-c', config, '-F', programs.sievec, script], options);
  }
}

/** Starts Dovecot 2.4 of Debian 13, with the C library of that; like Dovecot 2.3 beside it. */
export async function startDovecot24(options: Dovecot24Options = {}): Promise<Dovecot> {
  const folder = await createRunFolder('dovecot24', 'trixie');
  const programs = relocateDovecot(folder);
  const ports = await choosePorts();
  const certificate = await issueCertificate(folder);
  const config = writeConfig(folder, programs, ports, options);
  const socketFolder = join(folder.path, 'run/sieve-pipe');
  if (options.bridgeSocket !== undefined) {
    symlinkSync(options.bridgeSocket, join(socketFolder, bridgeProgram));
  }
  await compile(folder, programs, config, adminScripts(folder, options));
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
  const home: Dovecot['home'] = (user) => join(folder.path, 'mail', user);
  return { ...server, ...certificate, ports, home, socketFolder };
}
