import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { ownLoader } from './program.ts';
import type { RunFolder } from './run-folder.ts';

// Dovecot has the folder of its libraries and modules, and the path of its configuration reader,
// compiled in: no setting reaches the settings modules of Pigeonhole, without which ManageSieve
// offers nothing. A run folder's two paths have just the same length, so a copy can be mended.
const moved = [
  { from: '/usr/lib/dovecot', to: 'd' },
  { from: '/usr/bin/doveconf', to: 'dc' },
] as const;

const loaderName = 'l';

function replaceAll(bytes: Buffer, from: string, to: string): void {
  if (from.length !== to.length) {
    throw new Error(`${to} cannot stand for ${from}: the lengths differ`);
  }
  const needle = Buffer.from(from, 'latin1');
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    bytes.write(to, at, 'latin1');
  }
}

/** Names the tree's loader instead of the system's: a shorter path ends in zeros. */
function replaceLoader(bytes: Buffer, run: RunFolder): void {
  const loader = ownLoader(run.packages);
  if (loader === null) return;
  const own = join(run.path, loaderName);
  for (let at = bytes.indexOf(loader.named); at >= 0; at = bytes.indexOf(loader.named, at + 1)) {
    bytes.fill(0, at, at + loader.named.length);
    bytes.write(own, at, 'latin1');
  }
}

function copyProgram(run: RunFolder, source: string, target: string): void {
  copyFileSync(source, target);
  const bytes = readFileSync(target);
  for (const { from, to } of moved) replaceAll(bytes, from, join(run.path, to));
  replaceLoader(bytes, run);
  const file = openSync(target, 'r+');
  writeSync(file, bytes);
  closeSync(file);
}

function copyTree(run: RunFolder, source: string, name: string): void {
  const target = run.folder(name);
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    if (entry.isDirectory()) copyTree(run, join(source, entry.name), join(name, entry.name));
    else copyProgram(run, join(source, entry.name), join(target, entry.name));
  }
}

/** Where the programs of a relocated Dovecot are. */
export interface RelocatedDovecot {
  /** Libraries, modules and the programs that the master starts. */
  libexec: string;
  /** Reads a configuration and, with `-e`, starts a program with it. */
  doveconf: string;
  dovecot: string;
  sievec: string;
  sieveTest: string;
  doveadm: string;
  /** A shell that runs with their libraries. */
  shell: string;
}

/** Gives the run folder the loader of its tree, under a name that fits into programs. */
function placeLoader(run: RunFolder): void {
  const loader = ownLoader(run.packages);
  const own = join(run.path, loaderName);
  if (loader !== null && !existsSync(own)) symlinkSync(loader.path, own);
}

/** A program of the tree that can be started: where it has a C library of its own, a copy. */
export function relocateProgram(run: RunFolder, source: string): string {
  const original = join(run.packages, 'usr', source);
  if (ownLoader(run.packages) === null) return original;
  placeLoader(run);
  const target = join(run.folder('b'), basename(source));
  copyProgram(run, original, target);
  return target;
}

/** Copies Dovecot into the run folder so that it finds its parts there; about 10 MB. */
export function relocateDovecot(run: RunFolder): RelocatedDovecot {
  const usr = join(run.packages, 'usr');
  const loader = ownLoader(run.packages);
  placeLoader(run);
  copyTree(run, join(usr, 'lib/dovecot'), 'd');
  const bin = run.folder('b');
  const place = (source: string, target: string): string => {
    copyProgram(run, join(usr, source), target);
    return target;
  };
  return {
    libexec: join(run.path, 'd'),
    doveconf: place('bin/doveconf', join(run.path, 'dc')),
    dovecot: place('sbin/dovecot', join(bin, 'dovecot')),
    sievec: place('bin/sievec', join(bin, 'sievec')),
    sieveTest: place('bin/sieve-test', join(bin, 'sieve-test')),
    doveadm: place('bin/doveadm', join(bin, 'doveadm')),
    shell: loader === null ? '/bin/sh' : place('bin/dash', join(bin, 'sh')),
  };
}
