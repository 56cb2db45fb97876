import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { toScriptJson } from './script-json.ts';
import { showJson, showScript } from './show-name.ts';

/** `sievekit remote cat`: one script after another; on a person's screen control characters are escaped. */
export async function showScripts(
  url: string,
  names: readonly string[],
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  const scripts = await withAccount(url, options, terminal, (client) =>
    Promise.all(names.map(async (name) => ({ name, bytes: await client.getScript(name) }))),
  );
  if (options.json) {
    terminal.out(showJson(scripts.map(({ name, bytes }) => toScriptJson(name, bytes))));
    return;
  }
  for (const { bytes } of scripts) terminal.out(terminal.screen.out ? showScript(bytes) : bytes);
}
