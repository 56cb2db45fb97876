import { type Client, isManageSieveError, type ManageSieveError } from '@sievekit/managesieve';
import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { describeRefusal } from './explain.ts';
import { showJson, showName } from './show-name.ts';

/**
 * `sievekit remote rm`: one that cannot be deleted keeps none of the others.
 *
 * @returns 2 when one could not be deleted
 */
export async function removeScripts(
  url: string,
  names: readonly string[],
  options: RemoteOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const unique = [...new Set(names)];
  const refusals = await withAccount(url, options, terminal, (client) =>
    Promise.all(unique.map((name) => remove(client, name))),
  );
  const removed = unique.filter((_name, index) => refusals[index] === null);
  if (options.json) terminal.out(showJson({ removed }));
  else for (const name of removed) terminal.err(`${showName(name)} is deleted.\n`);
  unique.forEach((name, index) => {
    const refusal = refusals[index];
    if (refusal) {
      terminal.err(`sievekit: ${showName(name)} is not deleted: ${describeRefusal(refusal)}\n`);
    }
  });
  return removed.length === unique.length ? 0 : 2;
}

async function remove(client: Client, name: string): Promise<ManageSieveError | null> {
  try {
    await client.deleteScript(name);
    return null;
  } catch (error) {
    const ours = isManageSieveError(error) && ['no', 'invalid-name'].includes(error.code);
    if (ours) return error;
    throw error;
  }
}
