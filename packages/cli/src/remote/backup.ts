import { readSnapshot, saveAccount } from '@sievekit/managesieve';
import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { forAccounts, type ManyOptions, type UserLine } from './many-accounts.ts';

/**
 * `sievekit remote backup`: one account, or each user of a file.
 *
 * @returns 1 when it failed for a user
 */
export async function backUp(
  folder: string,
  url: string,
  options: ManyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return await forAccounts(
    {
      name: 'backup',
      folder,
      work: async (client, user) => {
        const snapshot = await readSnapshot(client);
        return async () => ({ user, ok: true, ...(await saveAccount(snapshot, folder, user)) });
      },
      describe,
    },
    url,
    options,
    terminal,
  );
}

function describe({ user, ok, error, scripts, changed, active }: UserLine): string {
  if (!ok) return `${user}: ${error}`;
  const count = `${scripts} script${scripts === 1 ? '' : 's'}`;
  const which = active === null ? 'none is active' : `${active} is active`;
  return `${user}: ${count}, ${which}${changed ? '' : '; as in the backup before'}`;
}
