import { type ExitCode, Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** The files of `check FILE…` or `check --json FILE…`, and nothing else; null for any other line. */
function readQuickCheck(args: readonly string[]): { files: string[]; json: boolean } | null {
  if (args[0] !== 'check') return null;
  const json = args[1] === '--json';
  const files = args.slice(json ? 2 : 1);
  if (files.length === 0 || files.some((file) => file.startsWith('-') && file !== '-')) return null;
  return { files, json };
}

/**
 * Runs `sievekit check` without the library that reads command lines, which takes longer to load
 * than a script to check: hooks and editors call it for every file.
 *
 * @returns its exit status, as {@link run} gives it; null where the line asks for more than files
 */
export async function runQuickCheck(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode | null> {
  const asked = readQuickCheck(args);
  if (asked === null) return null;
  const { checkFiles } = await import('./check/check-files.ts');
  try {
    return await checkFiles(asked.files, { json: asked.json }, terminal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.err(`sievekit: ${error.message}\n`);
    return error.exitCode;
  }
}
