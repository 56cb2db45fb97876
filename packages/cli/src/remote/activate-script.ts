import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { showJson, showName } from './show-name.ts';

/** `sievekit remote activate` */
export async function activateScript(
  url: string,
  name: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  // To the server the empty name means that none is active.
  if (name === '') throw new Failure('The name is empty. So that no script filters: deactivate.');
  await withAccount(url, options, terminal, (client) => client.setActive(name));
  if (options.json) terminal.out(showJson({ name, active: true }));
  else terminal.err(`${showName(name)} is active now.\n`);
}

/** `sievekit remote deactivate`: says which script was active, so that one can go back. */
export async function deactivateScript(
  url: string,
  options: RemoteOptions,
  terminal: Terminal,
): Promise<void> {
  const was = await withAccount(url, options, terminal, async (client) => {
    const [scripts] = await Promise.all([client.listScripts(), client.setActive('')]);
    return scripts.find(({ active }) => active)?.name ?? null;
  });
  if (options.json) terminal.out(showJson({ name: was, active: false }));
  else if (was === null) terminal.err('No script was active.\n');
  else terminal.err(`${showName(was)} is no longer active; no script filters now.\n`);
}
