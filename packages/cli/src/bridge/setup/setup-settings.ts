import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Dovecot, DovecotOptions } from '../../dovecot/ask-dovecot.ts';
import { sectionsOf } from '../../dovecot/config-tree.ts';
import { Failure } from '../../failure.ts';
import type { Terminal } from '../../terminal.ts';

/** Options of `sievekit bridge setup`. */
export interface SetupOptions extends DovecotOptions {
  readonly rspamd?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly group?: string | undefined;
  readonly keywords?: boolean | undefined;
  /** False where the global script for spam is not wanted. */
  readonly spamScript?: boolean | undefined;
  readonly http?: string | undefined;
  /** A configuration of Dovecot 2.3 whose rules are to go on under 2.4. */
  readonly from?: string | undefined;
  readonly command?: string | undefined;
  /** Everything is below this folder, and named with it. */
  readonly root?: string;
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly yes?: boolean;
}

/** Where everything is. */
export interface SetupPaths {
  readonly dovecotFile: string;
  readonly bridgeScript: string;
  readonly spamScript: string;
  readonly binFolder: string;
  readonly configFile: string;
  readonly manifest: string;
  readonly socket: string;
  readonly spool: string;
  readonly tmpfiles: string;
  readonly sysusers: string;
  readonly units: string;
}

/** What the admin wants. */
export interface Wishes {
  readonly rspamd: string;
  readonly passwordFile: string | null;
  readonly group: string;
  readonly keywords: boolean;
  readonly spamScript: boolean;
  readonly http: string;
  readonly command: string;
}

/** The places of all files; Dovecot's stands beside its main file. */
export function findPaths({ root = '/' }: SetupOptions, mainFile: string): SetupPaths {
  const at = (path: string): string => join(resolve(root), path);
  const scripts = at('etc/dovecot/sievekit');
  const paths: SetupPaths = {
    dovecotFile: join(dirname(mainFile), 'conf.d/95-sievekit.conf'),
    bridgeScript: join(scripts, 'bridge.sieve'),
    spamScript: join(scripts, 'spam.sieve'),
    binFolder: at('usr/local/lib/sievekit'),
    configFile: at('etc/sievekit/sievekit.yaml'),
    manifest: at('etc/sievekit/setup.json'),
    socket: at('run/sievekit/sievekit-bridge'),
    spool: at('var/spool/sievekit'),
    tmpfiles: at('etc/tmpfiles.d/sievekit.conf'),
    sysusers: at('etc/sysusers.d/sievekit.conf'),
    units: at('etc/systemd/system'),
  };
  const odd = Object.values(paths).find((path) => !/^[\w./@+-]+$/.test(path));
  if (odd === undefined) return paths;
  throw new Failure(
    `${odd} holds a character that configuration files cannot. Choose another --root.`,
  );
}

/**
 * The wishes: options first, then what a person answers, then what is usual.
 *
 * @throws {Failure} when the group of the mail processes is not known
 */
export async function findWishes(
  options: SetupOptions,
  dovecot: Dovecot,
  terminal: Terminal,
): Promise<Wishes> {
  const ask = options.yes || options.dryRun ? async () => null : terminal.ask;
  const rspamd =
    options.rspamd ??
    (await answer(ask, "rspamd's controller", 'http://127.0.0.1:11334')) ??
    'http://127.0.0.1:11334';
  const group =
    options.group ?? mailGroup(dovecot) ?? (await ask("Group of Dovecot's mail processes: "));
  if (!group)
    throw new Failure(
      "With which group do Dovecot's mail processes run? Its configuration does not say: give --group NAME, such as vmail.",
    );
  return {
    rspamd: checkWord('--rspamd', rspamd, /^(https?:\/\/|unix:\/)[^\s"]+$/),
    passwordFile: options.passwordFile === undefined ? null : resolve(options.passwordFile),
    group: checkWord('--group', group, /^[\w.-]+$/),
    keywords:
      options.keywords ?? isYes(await answer(ask, 'Shall keywords such as $Junk teach, too', 'no')),
    spamScript:
      options.spamScript ??
      !isNo(await answer(ask, 'Shall what rspamd marks be filed into Junk', 'yes')),
    http: checkWord('--http', options.http ?? '127.0.0.1:11380', /^[\w.[\]:]+$/),
    command: options.command ?? (await ownCommand()),
  };
}

async function answer(
  ask: Terminal['ask'],
  question: string,
  usual: string,
): Promise<string | null> {
  const text = await ask(`${question} [${usual}]: `);
  return text === null || text.trim() === '' ? null : text.trim();
}

const isYes = (text: string | null): boolean => /^y/i.test(text ?? '');
const isNo = (text: string | null): boolean => /^n/i.test(text ?? '');

function checkWord(option: string, value: string, pattern: RegExp): string {
  if (pattern.test(value)) return value;
  throw new Failure(`${option} cannot be ${JSON.stringify(value)}.`);
}

/** The group of the mail processes, where the configuration says it for all users. */
export function mailGroup({ config }: Dovecot): string | null {
  const named = config.settings.get('mail_gid');
  if (named) return named;
  for (const userdb of sectionsOf(config, 'userdb')) {
    const arg = /(?:^|\s)gid=(\S+)/.exec(userdb.settings.get('args') ?? '')?.[1];
    const field = sectionsOf(userdb, 'fields')[0]?.settings.get('gid');
    const found = arg ?? field ?? userdb.settings.get('fields/gid');
    if (found && !found.includes('%')) return found;
  }
  return null;
}

/** Just what runs now: the PATH of systemd is not that of the admin. */
async function ownCommand(): Promise<string> {
  return `${process.execPath} ${await realpath(process.argv[1] ?? 'sievekit').catch(() => 'sievekit')}`;
}
