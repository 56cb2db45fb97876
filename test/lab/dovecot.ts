import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueCertificate } from './authority.ts';
import {
  adminScripts,
  bridgeProgram,
  type DovecotOptions,
  type DovecotPorts,
  writeDovecotConfig,
} from './dovecot-config.ts';
import { freePort, waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { type RelocatedDovecot, relocateDovecot } from './relocate.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { type Server, startServer } from './server.ts';
import type { LabUser } from './user.ts';

export { type DovecotOptions, farHost } from './dovecot-config.ts';

export interface Dovecot extends Server {
  readonly ports: DovecotPorts;
  /** The authority of its certificate, PEM, for `localhost`, `127.0.0.1` and `mx.lab.test`. */
  readonly ca: string;
  /** The same as a file. */
  readonly caFile: string;
  /** The folder of a user's mail and scripts (`sieve/`, `.dovecot.sieve`). */
  home(user: LabUser): string;
  /** Where `sieve_pipe_socket_dir` is: a socket here is a program of `pipe`. */
  readonly socketFolder: string;
}

const run = promisify(execFile);

/** Ports of its own for a new Dovecot. */
export async function choosePorts(): Promise<DovecotPorts> {
  const [imap, imaps] = [await freePort(), await freePort()];
  return { imap, imaps, lmtp: await freePort(), sieve: await freePort() };
}

/** Compiles the admin's scripts, so that an error in one shows at the start and not in a log. */
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
    const args = ['-c', config, '-e', programs.sievec, '-c', config, script];
    await run(programs.doveconf, args, options);
  }
}

/** Starts Dovecot with IMAP, IMAPS, LMTP and ManageSieve; about a third of a second. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const folder = await createRunFolder('dovecot');
  const programs = relocateDovecot(folder);
  const ports = await choosePorts();
  const certificate = await issueCertificate(folder);
  const config = writeDovecotConfig(folder, programs, ports, options);
  const socketFolder = join(folder.path, 'run/sieve-pipe');
  if (options.bridgeSocket !== undefined) {
    symlinkSync(options.bridgeSocket, join(socketFolder, bridgeProgram));
  }
  await compile(folder, programs, config, adminScripts(folder, options));
  const server = await startServer({
    name: 'dovecot',
    run: folder,
    program: programs.doveconf,
    args: ['-c', config, '-m', 'master', '-e', programs.dovecot, '-F', '-c', config],
    env: serverEnvironment(folder.packages),
    log: join(folder.path, 'dovecot.log'),
    async ready(hint) {
      await waitForGreeting(ports.imap, /^\* OK /, { hint });
      await waitForGreeting(ports.lmtp, /^220 /, { hint });
      await waitForGreeting(ports.sieve, /^"IMPLEMENTATION" /, { hint });
    },
  });
  const home = (user: LabUser) => join(folder.path, 'mail', user);
  return { ...server, ...certificate, ports, home, socketFolder };
}
