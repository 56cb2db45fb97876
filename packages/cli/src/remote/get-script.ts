import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { sha256, toScriptJson } from './script-json.ts';
import { showJson, showName, showScript } from './show-name.ts';
import { isThere, writeNewFile } from './write-file.ts';

interface GetOptions extends RemoteOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/**
 * `sievekit remote get`: the script's bytes as the server keeps them; only on a person's screen are
 * control characters escaped.
 *
 * @throws {Failure} when the output file is there already and `force` is not set
 */
export async function getScript(
  url: string,
  name: string,
  options: GetOptions,
  terminal: Terminal,
): Promise<void> {
  const { output, force = false } = options;
  if (output !== undefined && !force && (await isThere(output))) throw isThereAlready(output);
  const bytes = await withAccount(url, options, terminal, (client) => client.getScript(name));
  if (output === undefined) {
    if (options.json) return terminal.out(showJson(toScriptJson(name, bytes)));
    return terminal.out(terminal.screen.out ? showScript(bytes) : bytes);
  }
  if (!(await writeNewFile(output, bytes, force))) throw isThereAlready(output);
  if (options.json) {
    const written = { name, size: bytes.length, sha256: sha256(bytes), file: output };
    terminal.out(showJson(written));
  } else terminal.err(`${showName(name)} is in ${output}.\n`);
}

function isThereAlready(path: string): Failure {
  return new Failure(
    `${path} is there already, and was not overwritten. Add --force to replace it, or name another file.`,
  );
}
