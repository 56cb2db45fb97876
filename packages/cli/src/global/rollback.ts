import { join } from 'node:path';
import type { DovecotOptions } from '../dovecot/ask-dovecot.ts';
import { type ExitCode, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { askWorking, compileVersion } from './deploy.ts';
import { findTarget } from './target.ts';
import {
  currentVersion,
  listVersions,
  openStore,
  switchTo,
  type VersionStore,
} from './version-store.ts';

/** Options of `sievekit global rollback` and `ls`. */
export interface RollbackOptions extends DovecotOptions {
  readonly to?: string;
}

/**
 * `sievekit global rollback [VERSION]`: lets Dovecot read an earlier version, by default the one
 * before the current one. It is compiled anew, since Dovecot may be another one by now.
 *
 * @throws {Failure} when there is no such version, or it does not compile any more
 */
export async function rollBackGlobal(
  version: string | undefined,
  options: RollbackOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const place = await openStore(await findTarget(options.to, await askWorking(options, terminal)));
  const chosen = await chooseVersion(place, version);
  await compileVersion(join(place.store, chosen), options, terminal);
  await switchTo(place, chosen);
  terminal.out(`${place.target} is version ${chosen} again.\n`);
  return 0;
}

/** `sievekit global ls`: the versions, the oldest first; `*` marks the current one. */
export async function listGlobal(options: RollbackOptions, terminal: Terminal): Promise<ExitCode> {
  const place = await openStore(await findTarget(options.to, await askWorking(options, terminal)));
  const now = await currentVersion(place);
  for (const version of await listVersions(place))
    terminal.out(`${version === now?.version ? '*' : ' '} ${version}\n`);
  return 0;
}

async function chooseVersion(place: VersionStore, version: string | undefined): Promise<string> {
  const versions = await listVersions(place);
  const now = (await currentVersion(place))?.version ?? null;
  const before = versions.filter((one) => now !== null && one < now).at(-1);
  const chosen = version === undefined ? before : versions.find((one) => one === version);
  if (chosen !== undefined) return chosen;
  throw new Failure(
    version === undefined
      ? `There is no version of ${place.target} before this one.`
      : `There is no version ${version}; sievekit global ls lists them.`,
  );
}
