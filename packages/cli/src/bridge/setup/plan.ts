import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bridgeScriptUrl, emergencySpoolerUrl, spamScriptUrl } from '@sievekit/rspamd-bridge';
import type { Dovecot } from '../../dovecot/ask-dovecot.ts';
import { type ImapsieveRule, imapsieveRules, sieveSetting } from '../../dovecot/imapsieve-rule.ts';
import { bridgeProgram, purposeOf, spoolProgram } from '../../dovecot/pipe-program.ts';
import { type HookSettings, programFolders, writeDovecotText } from './dovecot-text.ts';
import { migratedFiles, nothingMigrated, readMigrated } from './migration.ts';
import type { SetupPaths, Wishes } from './setup-settings.ts';
import {
  type SystemSettings,
  writeBridgeConfig,
  writeServiceUnit,
  writeSocketUnit,
  writeSpooler,
  writeSysusers,
  writeTmpfiles,
} from './system-text.ts';

/** A file that is to be there. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
  /** Once it is there it is the admin's, and stays as it is. */
  readonly isSeed?: boolean;
}

/** What a setup does. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** Scripts that are compiled. */
  readonly scripts: readonly string[];
  /** Rules that taught rspamd in another way, and do not any more. */
  readonly replaced: readonly ImapsieveRule[];
  /** Rules of an older configuration that go on. */
  readonly kept: readonly ImapsieveRule[];
  /** The link under which Dovecot finds the socket. */
  readonly socketLink: string;
}

const user = 'sievekit';

/**
 * What is to be written.
 *
 * @param old the configuration of Dovecot 2.3 whose rules go on; by default that of `dovecot`
 */
export async function makePlan(
  dovecot: Dovecot,
  old: Dovecot | null,
  paths: SetupPaths,
  wishes: Wishes,
): Promise<Plan> {
  const rules = await sortRules(old ?? dovecot, paths);
  const folders = programFolders(dovecot, paths.binFolder);
  const spamScript = wishes.spamScript ? paths.spamScript : null;
  const isMigration = old !== null && dovecot.series === '2.4';
  const migrated = isMigration ? await readMigrated(old) : nothingMigrated;
  const hook: HookSettings = {
    ...folders,
    bridgeScript: paths.bridgeScript,
    spamScript,
    keywords: wishes.keywords,
    otherRules: isMigration || dovecot.series === '2.3' ? rules.kept : [],
    ...migrated,
  };
  const base = dovecot.config.settings.get('base_dir') ?? '/run/dovecot';
  const socketLink = join(base, folders.socketFolder, bridgeProgram);
  const system: SystemSettings = { ...wishes, ...paths, user, socketLink };
  const scripts = [
    paths.bridgeScript,
    ...(spamScript === null ? [] : [spamScript]),
    ...(isMigration ? migratedFiles(migrated, rules.kept) : []),
  ];
  return {
    files: [
      { path: paths.dovecotFile, text: writeDovecotText(hook, dovecot), mode: 0o644 },
      ...(await scriptFiles(paths, spamScript)),
      ...(await systemFiles(system, paths, folders.binFolder)),
    ],
    scripts,
    ...rules,
    socketLink,
  };
}

async function sortRules(
  dovecot: Dovecot,
  { bridgeScript, binFolder }: SetupPaths,
): Promise<{ replaced: readonly ImapsieveRule[]; kept: readonly ImapsieveRule[] }> {
  const folder = sieveSetting(dovecot, 'sieve_pipe_bin_dir') || binFolder;
  const replaced: ImapsieveRule[] = [];
  const kept: ImapsieveRule[] = [];
  for (const rule of imapsieveRules(dovecot)) {
    if (rule.before === bridgeScript) continue;
    const purpose = await purposeOf(rule, folder);
    (purpose === 'other' ? kept : replaced).push(rule);
  }
  return { replaced, kept };
}

async function scriptFiles(paths: SetupPaths, spamScript: string | null): Promise<PlannedFile[]> {
  const bridge = { path: paths.bridgeScript, text: await readFile(bridgeScriptUrl, 'utf8') };
  const spam =
    spamScript === null ? [] : [{ path: spamScript, text: await readFile(spamScriptUrl, 'utf8') }];
  return [bridge, ...spam].map((file) => ({ ...file, mode: 0o644 }));
}

async function systemFiles(
  system: SystemSettings,
  paths: SetupPaths,
  binFolder: string,
): Promise<PlannedFile[]> {
  const spooler = writeSpooler(await readFile(emergencySpoolerUrl, 'utf8'), system.spool);
  const unit = (kind: string): string => join(paths.units, `sievekit-bridge.${kind}`);
  return [
    // The second name is looked for while there is no socket.
    ...[spoolProgram, bridgeProgram].map((name) => ({
      path: join(binFolder, name),
      text: spooler,
      mode: 0o755,
    })),
    { path: paths.configFile, text: writeBridgeConfig(system), mode: 0o644, isSeed: true },
    { path: paths.sysusers, text: writeSysusers(system), mode: 0o644 },
    { path: paths.tmpfiles, text: writeTmpfiles(system), mode: 0o644 },
    { path: unit('socket'), text: writeSocketUnit(system), mode: 0o644 },
    { path: unit('service'), text: writeServiceUnit(system), mode: 0o644 },
  ];
}

/** What is left to be done by hand, as root. */
export function nextSteps({ files }: Plan, paths: SetupPaths): readonly string[] {
  const file = (name: string): string => files.find(({ path }) => path.endsWith(name))?.path ?? '';
  return [
    `systemd-sysusers ${paths.sysusers}`,
    `systemd-tmpfiles --create ${paths.tmpfiles}`,
    'systemctl daemon-reload',
    `systemctl enable --now ${file('.socket').replace(`${dirname(file('.socket'))}/`, '')} sievekit-bridge.service`,
    'doveadm reload',
    `sievekit bridge doctor --config ${paths.configFile}`,
  ];
}
