import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { showName } from './show-name.ts';

/** `sievekit remote activate` */
export async function activateScript(
  url: string,
  name: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  await withAccount(url, options, terminal, (client) => client.setActive(name));
  terminal.err(`${showName(name)} is active now.\n`);
}
