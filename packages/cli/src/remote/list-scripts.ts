import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { showJson, showName } from './show-name.ts';

/** `sievekit remote ls` */
export async function listScripts(
  url: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  const scripts = await withAccount(url, options, terminal, (client) => client.listScripts());
  if (options.json) {
    terminal.out(showJson(scripts.map(({ name, active }) => ({ name, active }))));
    return;
  }
  for (const { name, active } of scripts) terminal.out(`${active ? '*' : ' '} ${showName(name)}\n`);
  if (scripts.length === 0) terminal.err('No scripts on this account.\n');
}
