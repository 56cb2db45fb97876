import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { writeWhole } from '../bridge/setup/apply.ts';
import { binaryOf, compile } from '../bridge/setup/compile.ts';
import { digest } from '../bridge/setup/manifest.ts';
import { askDovecot, type Dovecot, type DovecotOptions } from '../dovecot/ask-dovecot.ts';
import { type ExitCode, Failure } from '../failure.ts';
import { showDiff } from '../remote/script-diff.ts';
import type { Terminal } from '../terminal.ts';
import { checkSource, profileOf, readSource, testSource } from './source.ts';
import { findTarget, readFolders } from './target.ts';
import {
  openStore,
  otherFiles,
  pruneVersions,
  readNote,
  readScripts,
  switchTo,
  type VersionStore,
  writeVersion,
} from './version-store.ts';

/** Options of `sievekit global deploy`. */
export interface DeployOptions extends DovecotOptions {
  /** The folder that Dovecot reads. */
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** Whether what somebody changed in the folder is given up; it stays in the version before. */
  readonly force?: boolean;
}

/**
 * `sievekit global deploy DIR`: checks the scripts of a folder for the Dovecot that is here, runs
 * their tests, compiles them aside, and then puts scripts and binaries in their place at once.
 *
 * @returns 1 when a script has an error or a test fails, 3 when somebody changed what was deployed
 * @throws {Failure} when Dovecot cannot be asked, its compiler refuses one, or a disk fails
 */
export async function deployGlobal(
  folder: string,
  options: DeployOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const dovecot = await askWorking(options, terminal);
  const place = await openStore(await findTarget(options.to, dovecot));
  const source = await readSource(resolve(folder));
  if (!checkSource(folder, source, profileOf(dovecot), terminal)) return 1;
  if (!(await testSource(folder, terminal))) return 1;
  const merged = await merge(place, source);
  if (merged.edited.length > 0 && !options.force) return refuseEdited(place, merged, terminal);
  await tryCompiling(merged.scripts, options, terminal);
  const isChanged = showChanges(place, merged, terminal);
  if (!isChanged) terminal.out('Nothing has changed.\n');
  if (!isChanged || options.dryRun || !(await agree(options, terminal))) return 0;
  await mkdir(dirname(place.target), { recursive: true });
  const others = await otherFiles(place.target);
  const deployed = [...source.keys()];
  const version = await writeVersion(place, { ...merged, deployed, others });
  await compileVersion(join(place.store, version), options, terminal);
  await switchTo(place, version);
  await pruneVersions(place, version);
  terminal.out(`${place.target} is version ${version} now.\n`);
  await warnUnread(place, dovecot, terminal);
  return 0;
}

/** Asks Dovecot, whose configuration must be right. */
export async function askWorking(options: DovecotOptions, terminal: Terminal): Promise<Dovecot> {
  const dovecot = await askDovecot(options, terminal);
  if (dovecot.error === null) return dovecot;
  throw new Failure(`Dovecot refuses its configuration: ${dovecot.error} Mend that first.`);
}

interface Merged {
  readonly before: ReadonlyMap<string, Buffer>;
  readonly scripts: ReadonlyMap<string, Uint8Array>;
  /** What was deployed and is not as it was. */
  readonly edited: readonly string[];
}

/** The source's scripts, and those of the folder that never came by a deployment. */
async function merge(place: VersionStore, source: ReadonlyMap<string, Buffer>): Promise<Merged> {
  const before = await readScripts(place.target);
  const note = await readNote(place.target);
  const own = [...before].filter(([name]) => !note.has(name));
  const edited = [...note].filter(([name, sum]) => {
    const now = before.get(name);
    const isWanted = now !== undefined && source.get(name)?.equals(now);
    return !isWanted && (now === undefined ? source.has(name) : digest(now) !== sum);
  });
  return {
    before,
    scripts: new Map([...own, ...source]),
    edited: edited.map(([name]) => name),
  };
}

function refuseEdited(place: VersionStore, { edited }: Merged, terminal: Terminal): ExitCode {
  const list = edited.map((name) => `  ${join(place.target, name)}\n`).join('');
  terminal.err(
    `sievekit: Somebody has changed what was deployed, and nothing was overwritten:\n${list}Take the changes over into your folder, or give them up by --force.\n`,
  );
  return 3;
}

/** Compiles them in a folder of their own, where they find one another, before anything is written. */
async function tryCompiling(
  scripts: ReadonlyMap<string, Uint8Array>,
  options: DovecotOptions,
  terminal: Terminal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sievekit-global-'));
  try {
    for (const [name, content] of scripts) await writeFile(join(folder, name), content);
    for (const name of scripts.keys()) await compile(join(folder, name), options, terminal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Compiles the scripts of a version where they are: a binary knows the path of its script, and
 * Dovecot passes over one that knows another.
 */
export async function compileVersion(
  folder: string,
  options: DovecotOptions,
  terminal: Terminal,
): Promise<void> {
  for (const name of (await readScripts(folder)).keys()) {
    const path = join(folder, name);
    await writeWhole(binaryOf(path), await compile(path, options, terminal), 0o644);
  }
}

function showChanges(
  { target }: VersionStore,
  { before, scripts }: Merged,
  terminal: Terminal,
): boolean {
  let isChanged = false;
  for (const name of [...new Set([...before.keys(), ...scripts.keys()])].sort()) {
    const [old, next] = [before.get(name) ?? null, scripts.get(name) ?? null];
    if (old !== null && next !== null && old.equals(next)) continue;
    isChanged = true;
    const path = join(target, name);
    const titles = [old === null ? '/dev/null' : path, next === null ? '/dev/null' : path] as const;
    terminal.out(showDiff([titles[0], old], [titles[1], next], terminal));
  }
  return isChanged;
}

async function agree({ yes }: DeployOptions, terminal: Terminal): Promise<boolean> {
  if (yes) return true;
  const answer = await terminal.ask('Deploy this? [y/N] ');
  if (answer !== null) return /^y/i.test(answer.trim());
  throw new Failure('Nobody is there to say yes. Give --yes to deploy, --dry-run to look.');
}

async function warnUnread(
  { target }: VersionStore,
  dovecot: Dovecot,
  terminal: Terminal,
): Promise<void> {
  if ((await readFolders(dovecot)).includes(target)) return;
  const line =
    dovecot.series === '2.3'
      ? `plugin { sieve_before = ${target} }`
      : `sieve_script NAME { type = before; path = ${target}/NAME.sieve }`;
  terminal.err(`Dovecot does not read ${target} yet. Configure it, a setting a line: ${line}\n`);
}
