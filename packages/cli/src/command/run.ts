import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { RunScriptOptions } from '../run/run-script.ts';

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}

/** `sievekit run SCRIPT MESSAGE` */
export function addRun(program: Command, context: Context): void {
  program
    .command('run')
    .description('say what a script would do to a message, and why; nothing is delivered')
    .argument('<script>', 'Sieve script')
    .argument('<message>', 'mail as a file (RFC 5322); - reads standard input')
    .option('--envelope-from <address>', 'sender of the envelope (default: from the header)')
    .option('--envelope-to <address>', 'recipient of the envelope (default: from the header)')
    .option('--envelope-auth <user>', 'user as whom the sender logged in')
    .option('--before <file>', 'a script that the server runs before; may be repeated', collect, [])
    .option('--after <file>', 'a script that the server runs after; may be repeated', collect, [])
    .option('--at <time>', 'run as if it were then, such as 2026-12-24T18:00:00+01:00')
    .option('--trace', 'show each test, what it compared, and each command')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 it ran, 1 the script has an error or made one, 2 could not run.',
    )
    .action(async (script: string, message: string, options: RunScriptOptions) => {
      const { runScript } = await import('../run/run-script.ts');
      context.exit(await runScript(script, message, options, context.terminal));
    });
}
