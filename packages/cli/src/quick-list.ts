import { type ExitCode, Failure } from './failure.ts';
import type { RemoteOptions } from './remote/remote-option.ts';
import type { Terminal } from './terminal.ts';

/** Options whose value may be any text, by what they are in {@link RemoteOptions}. */
const valued: Readonly<Record<string, keyof RemoteOptions>> = {
  '--ca': 'ca',
  '--servername': 'servername',
  '--pin': 'pin',
  '--config': 'config',
  '--netrc': 'netrc',
  '--password-file': 'passwordFile',
  '--password-fd': 'passwordFd',
  '--password-command': 'passwordCommand',
  '--token-file': 'tokenFile',
};

/** The line `remote ls ACCOUNT`, with options after it; null for any other line. */
function readQuickList(
  args: readonly string[],
): { account: string; options: RemoteOptions } | null {
  const [command, subcommand, account, ...rest] = args;
  if (command !== 'remote' || subcommand !== 'ls') return null;
  if (account === undefined || account.startsWith('-')) return null;
  const given: [keyof RemoteOptions, string | boolean][] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as string;
    if (word === '--json') {
      given.push(['json', true]);
      continue;
    }
    const key = Object.hasOwn(valued, word) ? valued[word] : undefined;
    const value = rest[++at];
    if (key === undefined || value === undefined || value.startsWith('-')) return null;
    given.push([key, value]);
  }
  return { account, options: Object.fromEntries(given) };
}

/**
 * Runs `sievekit remote ls` without the library that reads command lines, which takes longer than
 * a server near by: scripts call it again and again.
 *
 * @returns its exit status, as {@link run} gives it; null where the line asks for more than that
 */
export async function runQuickList(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode | null> {
  const asked = readQuickList(args);
  if (asked === null) return null;
  const { listScripts } = await import('./remote/list-scripts.ts');
  try {
    await listScripts(asked.account, asked.options, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.err(`sievekit: ${error.message}\n`);
    return error.exitCode;
  }
}
