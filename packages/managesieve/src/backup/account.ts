import type { Client } from '../client/client.ts';
import type { CallOptions } from '../client/option.ts';
import { type DeployOptions, type DeployResult, deploy } from '../deploy/deploy.ts';
import { type Plan, planDeploy } from '../deploy/plan.ts';
import { readSnapshot, type Snapshot } from '../deploy/snapshot.ts';
import { type AccountBackup, accountFolder, writeBackup } from './folder.ts';

/** What a backup of one account came to. */
export interface BackupSummary {
  readonly scripts: number;
  /** Octets of all scripts. */
  readonly octets: number;
  readonly active: string | null;
  /** Whether it differs from the backup before; then nothing was written. */
  readonly changed: boolean;
}

/**
 * Backs up the account that a client is logged in to.
 *
 * @param root the folder of all backups, made when it is not there
 * @param user names the account's folder in it, by `accountFolder`
 * @throws ManageSieveError as the client does, or `storage`; the backup before stays as it was
 */
export async function backUpAccount(
  client: Client,
  root: string,
  user: string,
  options: CallOptions = {},
): Promise<BackupSummary> {
  return await saveAccount(await readSnapshot(client, options), root, user);
}

/**
 * Writes down what was read of an account: the half of `backUpAccount` that needs no connection.
 *
 * @throws ManageSieveError `storage`; the backup before stays as it was
 */
export async function saveAccount(
  snapshot: Snapshot,
  root: string,
  user: string,
): Promise<BackupSummary> {
  const changed = await writeBackup(accountFolder(root, user), user, snapshot);
  const sizes = [...snapshot.scripts.values()].map(({ length }) => length);
  return {
    scripts: snapshot.names.length,
    octets: sizes.reduce((sum, size) => sum + size, 0),
    active: snapshot.active,
    changed,
  };
}

/** How to restore. */
export interface RestoreOptions extends DeployOptions {
  /** Delete scripts that are not in the backup. Default: they stay. */
  readonly prune?: boolean;
}

/**
 * Makes the account that a client is logged in to what the backup says, the active mark included:
 * all of it, or nothing when a step fails.
 *
 * @throws ManageSieveError when it failed before anything was changed
 */
export async function restoreAccount(
  client: Client,
  backup: AccountBackup,
  options: RestoreOptions = {},
): Promise<{ plan: Plan; result: DeployResult }> {
  const { prune = false, signal } = options;
  const server = await readSnapshot(client, {
    ...(signal === undefined ? {} : { signal }),
    wants: (name) => prune || backup.scripts.has(name),
  });
  const plan = planDeploy({
    local: backup.scripts,
    server,
    last: null,
    prune,
    activate: backup.active,
    force: true,
  });
  return { plan, result: await deploy(client, plan, options) };
}
