import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { showJson, showName } from './show-name.ts';

/** `sievekit remote mv`: the active script stays active; nothing is overwritten. */
export async function renameScript(
  url: string,
  from: string,
  to: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  await withAccount(url, options, terminal, (client) => client.renameScript(from, to));
  if (options.json) terminal.out(showJson({ from, to }));
  else terminal.err(`${showName(from)} is ${showName(to)} now.\n`);
}
