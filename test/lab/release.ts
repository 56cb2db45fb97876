import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Apt, createApt } from './apt.ts';
import type { Tree } from './program.ts';
import { labFolder } from './project.ts';

const keys = '/usr/share/keyrings/debian-archive-keyring.gpg';
const publicMirror = 'http://deb.debian.org/debian';

// Programs of install scripts, which do not run here.
const unneeded = [
  ...['adduser', 'base-passwd', 'debconf', 'init-system-helpers', 'login.defs', 'openssl'],
  ...['openssl-provider-legacy', 'passwd', 'perl-base', 'perl', 'procps', 'sensible-utils'],
  ...['ssl-cert', 'ucf', 'libpam-runtime', 'libpam-modules', 'libsasl2-modules-db'],
];

/** Why a tree can never be had here; null where it can. */
export function whyNoTree(tree: Tree): string | null {
  return tree === 'root' || existsSync(keys)
    ? null
    : `the keys of Debian’s packages are not here (${keys})`;
}

/** The apt of a tree: the system's own, or one of Debian 13 on the same mirror. */
export async function aptOf(tree: Tree): Promise<Apt> {
  const system = createApt(join(labFolder, 'apt'));
  if (tree === 'root') return system;
  const mirror = (await system.mirror().catch(() => null)) ?? publicMirror;
  return createApt(join(labFolder, `apt-${tree}`), { suite: tree, mirror, keys, unneeded });
}
