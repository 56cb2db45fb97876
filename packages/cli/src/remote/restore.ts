import { join } from 'node:path';
import {
  type AccountBackup,
  accountFolder,
  type DeployResult,
  type Plan,
  readBackup,
  restoreAccount,
} from '@sievekit/managesieve';
import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { forAccounts, type ManyOptions, type UserLine } from './many-accounts.ts';
import { isThere } from './write-file.ts';

/** Options of `sievekit remote restore`. */
export interface RestoreOptions extends ManyOptions {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
}

/**
 * `sievekit remote restore`: makes one account, or that of each user of a file, what its backup
 * says: all of it or nothing.
 *
 * @returns 1 when it failed for a user
 */
export async function restore(
  folder: string,
  url: string,
  options: RestoreOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  // The folder of one account may be named itself, to restore it to another one.
  const single = options.users === undefined && (await isThere(join(folder, 'manifest.json')));
  const read = (user: string): Promise<AccountBackup> =>
    readBackup(single ? folder : accountFolder(folder, user));
  return await forAccounts(
    {
      name: 'restore',
      folder,
      work: async (client, user, reconnect) => {
        const { dryRun = false, prune = false } = options;
        const backup = await read(user);
        const done = await restoreAccount(client, backup, { dryRun, prune, reconnect });
        return { user, ...toLine(done.plan, done.result) };
      },
      describe,
    },
    url,
    options,
    terminal,
  );
}

function toLine(
  plan: Plan,
  result: DeployResult,
): { readonly ok: boolean; readonly [key: string]: unknown } {
  const of = (kind: string): number => plan.changes.filter((one) => one.kind === kind).length;
  const ok = result.outcome === 'done' || result.outcome === 'checked';
  return {
    ok,
    outcome: result.outcome,
    created: of('create'),
    updated: of('update'),
    deleted: of('delete'),
    same: of('same'),
    active: plan.active.after,
    ...(ok ? {} : { error: sayWhy(result) }),
  };
}

function sayWhy(result: DeployResult): string {
  switch (result.outcome) {
    case 'refused':
      return `the server refuses ${result.refusals.map(({ name, text }) => `${name}: ${text.trim()}`).join('; ')}. Nothing changed.`;
    case 'conflict':
      return 'somebody changed the account at the same time. Nothing changed; try again.';
    case 'undone':
      return `${result.error.message} All is as it was.`;
    case 'broken': {
      const names = result.leftovers.map(({ name }) => name || 'which script is active');
      return `${result.error.message} Not put back: ${names.join(', ')}.`;
    }
    default:
      return '';
  }
}

function describe({ user, error, outcome, active, ...counts }: UserLine): string {
  if (error !== undefined) return `${user}: ${error}`;
  const { created, updated, deleted, same } = counts;
  const which = active === null ? 'no script is active' : `${active} is active`;
  const would = outcome === 'checked' ? 'a dry run, nothing changed: ' : '';
  return `${user}: ${would}${created} new, ${updated} changed, ${deleted} deleted, ${same} as before; ${which}`;
}
