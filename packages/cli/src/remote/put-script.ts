import { basename } from 'node:path';
import { isManageSieveError, parseServerErrors } from '@sievekit/managesieve';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { type RemoteOptions, withAccount } from './account.ts';
import { showName } from './show-name.ts';

interface PutOptions extends RemoteOptions {
  readonly file: string;
  readonly name: string | undefined;
  readonly activate?: boolean;
}

/**
 * `sievekit remote put`: the server's complaints are printed as `file:line: message`.
 *
 * @returns 1 when the server refuses the script
 */
export async function putScript(
  url: string,
  options: PutOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { file, activate } = options;
  const name = options.name ?? nameOf(file);
  const bytes = file === '-' ? await terminal.readInput() : await readNamedFile(file);
  return withAccount(url, options, terminal, async (client) => {
    try {
      const { warnings } = await client.putScript(name, bytes);
      if (warnings) terminal.err(complain(file, warnings));
    } catch (error) {
      if (!isManageSieveError(error) || error.code !== 'no' || !error.text) throw error;
      terminal.err(
        `${complain(file, error.text)}The server refused the script; nothing changed.\n`,
      );
      return 1;
    }
    terminal.err(`${showName(name)} is stored.\n`);
    if (activate) {
      await client.setActive(name);
      terminal.err(`${showName(name)} is active now.\n`);
    }
    return 0;
  });
}

function nameOf(file: string): string {
  if (file === '-') throw new Failure('A script from standard input needs a name: put URL - NAME');
  return basename(file).replace(/\.(sieve|siv)$/, '');
}

function complain(file: string, text: string): string {
  return parseServerErrors(text)
    .map(({ line, message }) => `${file}:${line === null ? '' : `${line}:`} ${showName(message)}\n`)
    .join('');
}
