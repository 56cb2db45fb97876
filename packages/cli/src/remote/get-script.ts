import { writeFile } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { reasonOf } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';

/** `sievekit remote get`: the script's bytes as the server keeps them. */
export async function getScript(
  url: string,
  name: string,
  options: RemoteOptions & { readonly output?: string },
  terminal: Terminal,
): Promise<void> {
  const bytes = await withAccount(url, options, terminal, (client) => client.getScript(name));
  if (options.output === undefined) return terminal.out(bytes);
  try {
    await writeFile(options.output, bytes);
  } catch (error) {
    throw new Failure(`Cannot write ${options.output}: ${reasonOf(error)}.`, { cause: error });
  }
}
