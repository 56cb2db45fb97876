import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { benchRoot, unpack } from './unpack.mjs';

const packages = [
  'sieve-connect',
  'libauthen-sasl-perl',
  'libio-socket-ssl-perl',
  'libnet-ssleay-perl',
  'libio-socket-inet6-perl',
  'libsocket6-perl',
  'libnet-dns-perl',
  'libterm-readkey-perl',
  'liberror-perl',
  'perl-openssl-defaults',
];

/**
 * Debian's sieve-connect, unpacked beside the lab: one process that does what a file says.
 *
 * @returns {((way: import('./run.mjs').Way, lines: readonly string[]) => Promise<number>) | string}
 *   milliseconds of the whole process; or why it is left out
 */
export function loadSieveConnect() {
  try {
    unpack('usr/bin/sieve-connect', packages);
    return async ({ port, caFile, passwordFile, username, folder }, lines) => {
      const script = join(folder, 'commands');
      writeFileSync(script, [...lines, 'quit', ''].join('\n'));
      const account = ['-s', 'localhost', '-4', '--nosrv', '-p', String(port), '-u', username];
      const args = [...account, '--tlscafile', caFile, '--passwordfd', '3', '-e', script];
      return await run('perl', [join(benchRoot, 'usr/bin/sieve-connect'), ...args], {
        cwd: folder,
        env: { PERL5LIB: perlFolders().join(':') },
        passwordFile,
      });
    };
  } catch (error) {
    return `sieve-connect is left out: ${/** @type {Error} */ (error).message.split('\n')[0]}`;
  }
}

function perlFolders() {
  const folders = [join(benchRoot, 'usr/share/perl5')];
  for (const machine of readdirSync(join(benchRoot, 'usr/lib'))) {
    const perl = join(benchRoot, 'usr/lib', machine, 'perl5');
    if (existsSync(perl)) folders.push(...readdirSync(perl).map((name) => join(perl, name)));
  }
  return folders;
}
