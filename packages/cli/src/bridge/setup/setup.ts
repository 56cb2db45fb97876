import { dirname, resolve } from 'node:path';
import { askDovecot, type Dovecot } from '../../dovecot/ask-dovecot.ts';
import { imapsieveRules } from '../../dovecot/imapsieve-rule.ts';
import { readOldConfig } from '../../dovecot/read-old-config.ts';
import { type ExitCode, Failure } from '../../failure.ts';
import { showName } from '../../remote/show-name.ts';
import type { Terminal } from '../../terminal.ts';
import { applyChanges, takeBack, type UndoLog, writeWhole } from './apply.ts';
import { findChanges, showChanges } from './changes.ts';
import { compileScripts } from './compile.ts';
import {
  digest,
  type Manifest,
  manifestText,
  type Remembered,
  readIfThere,
  readManifest,
} from './manifest.ts';
import { makePlan, nextSteps, type Plan } from './plan.ts';
import {
  findPaths,
  findWishes,
  mailGroup,
  type SetupOptions,
  type SetupPaths,
  type Wishes,
} from './setup-settings.ts';
import { undoSetup } from './undo.ts';

/**
 * `sievekit bridge setup`: writes what Dovecot and the daemon need, after showing it.
 *
 * @returns 3 when a file that is not ours is in the way, else 0
 * @throws {Failure} when Dovecot cannot be asked or refuses what was written; all is then as before
 */
export async function setUpBridge(options: SetupOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.undo) return await undoSetup(options, terminal);
  const dovecot = await askDovecot(options, terminal);
  const paths = findPaths(options, dovecot.file);
  refuseBroken(dovecot, paths);
  const manifest = await readManifest(paths.manifest);
  const merged = { ...manifest.options, ...options };
  const wishes = await findWishes(merged, dovecot, terminal);
  const from = merged.from === undefined ? null : resolve(merged.from);
  const old = from === null ? null : await readOld(from, options);
  const plan = await makePlan(dovecot, old, paths, wishes);
  const { changes, foreign } = await findChanges(plan.files, manifest);
  if (foreign.length > 0) return refuseForeign(foreign, terminal);
  if (changes.length > 0) sayRules(plan, dovecot, terminal);
  showChanges(changes, terminal);
  if (options.dryRun) return 0;
  if (changes.length > 0 && !(await agree(options, terminal))) return 0;
  const next = { ...manifest, options: remember(merged, wishes, dovecot) };
  await carryOut({ options, paths, plan, manifest: next, changes }, terminal);
  if (changes.length === 0) terminal.out('All is as it should be: nothing was changed.\n');
  else {
    const steps = nextSteps(plan, paths).map((line) => `  ${line}\n`);
    terminal.out(`\nWritten. Now, as root:\n${steps.join('')}`);
  }
  return 0;
}

function refuseBroken(
  { error, version, series, file }: Dovecot,
  { dovecotFile }: SetupPaths,
): void {
  if (error === null) return;
  const hint = error.includes(dovecotFile)
    ? ' That file is ours: run sievekit bridge setup --undo, and then setup again.'
    : series === '2.4'
      ? ' A configuration of 2.3 must first be brought to 2.4; its rules for imapsieve are then taken over by --from OLD-FILE.'
      : '';
  throw new Failure(`Dovecot ${version} refuses ${file}: ${showName(error)}${hint}`);
}

/** The file that was named, or the one of the last time: its rules go on. */
async function readOld(path: string, { from }: SetupOptions): Promise<Dovecot> {
  const config = await readOldConfig(path).catch((error: unknown) => {
    if (from !== undefined || !(error instanceof Failure)) throw error;
    throw new Failure(
      `${error.message} Its rules were taken over the last time: name it by --from, or undo first.`,
    );
  });
  return { series: '2.3', version: '2.3', file: path, config, error: null, warnings: [] };
}

function refuseForeign(paths: readonly string[], terminal: Terminal): ExitCode {
  const list = paths.map((path) => `  ${path}\n`).join('');
  terminal.err(
    `sievekit: These files are not as setup left them, or were never its own, and are not overwritten:\n${list}Move them away, and run it again.\n`,
  );
  return 3;
}

function sayRules({ replaced, kept }: Plan, { series }: Dovecot, terminal: Terminal): void {
  const say = (label: string, mailbox: string, from: string, path: string): string =>
    `  rule ${label}: from ${showName(from)} into ${showName(mailbox)}, ${showName(path)}\n`;
  const list = (rules: Plan['kept']): string =>
    rules.map((one) => say(one.label, one.mailbox, one.from, one.before || one.after)).join('');
  if (replaced.length > 0) {
    terminal.out(`These rules teach rspamd, which the bridge will do instead:\n${list(replaced)}`);
    if (series === '2.4')
      terminal.out('Where they stand in the configuration of 2.4, remove them there.\n');
  }
  if (kept.length > 0) terminal.out(`These rules stay:\n${list(kept)}`);
}

async function agree({ yes }: SetupOptions, terminal: Terminal): Promise<boolean> {
  if (yes) return true;
  const answer = await terminal.ask('Write this? [y/N] ');
  if (answer === null)
    throw new Failure('Nobody is there to say yes. Give --yes to write it, --dry-run to look.');
  return /^y/i.test(answer.trim());
}

/** What Dovecot says of the group is asked anew each time, and so is what runs. */
function remember(given: SetupOptions, wishes: Wishes, dovecot: Dovecot): Remembered {
  const { rspamd, passwordFile, group, keywords, spamScript, http } = wishes;
  const { command, from } = given;
  return {
    ...{ rspamd, keywords, spamScript, http },
    ...(passwordFile === null ? {} : { passwordFile }),
    ...(group === mailGroup(dovecot) ? {} : { group }),
    ...(command === undefined ? {} : { command }),
    ...(from === undefined ? {} : { from: resolve(from) }),
  };
}

interface Work {
  readonly options: SetupOptions;
  readonly paths: SetupPaths;
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly changes: Awaited<ReturnType<typeof findChanges>>['changes'];
}

async function carryOut(work: Work, terminal: Terminal): Promise<void> {
  const { options, paths, plan, manifest, changes } = work;
  const log: UndoLog = { steps: [], folders: [] };
  try {
    await applyChanges(changes, log);
    await verify(options, paths, terminal);
    await compileScripts(plan.scripts, options, terminal, log);
  } catch (error) {
    await takeBack(log);
    throw error;
  }
  const next = await nextManifest(plan, manifest);
  if (changes.length > 0) await writeWhole(paths.manifest, manifestText(next), 0o644);
}

/** Dovecot takes it, and takes our file for what counts. */
async function verify(
  options: SetupOptions,
  { dovecotFile, bridgeScript }: SetupPaths,
  terminal: Terminal,
): Promise<void> {
  const dovecot = await askDovecot(options, terminal);
  const undone = 'All is as it was before.';
  if (dovecot.error !== null)
    throw new Failure(
      `Dovecot ${dovecot.version} refuses what was written: ${showName(dovecot.error)} ${undone}`,
    );
  if (imapsieveRules(dovecot).some(({ before }) => before === bridgeScript)) return;
  throw new Failure(
    `${dovecot.file} does not read ${dovecotFile}, or something behind it overrides that. Put the line "!include_try ${dirname(dovecotFile)}/*.conf" at its end, and run this again. ${undone}`,
  );
}

/** Of a seed the first text: as long as the admin has not changed it, --undo removes it too. */
async function nextManifest({ files }: Plan, manifest: Manifest): Promise<Manifest> {
  const next = new Map<string, string>();
  const { files: noted, options } = manifest;
  for (const { path, text, isSeed } of files) {
    const now = await readIfThere(path);
    if (now === null) continue;
    if (!isSeed || noted.has(path) || digest(now) === digest(text))
      next.set(path, isSeed ? (noted.get(path) ?? digest(text)) : digest(text));
  }
  return { files: next, options };
}
