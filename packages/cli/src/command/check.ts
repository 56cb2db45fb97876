import type { Command } from 'commander';
import type { CheckFilesOptions } from '../check/check-files.ts';
import type { Context } from '../context.ts';

/** `sievekit check FILE…` */
export function addCheck(program: Command, context: Context): void {
  program
    .command('check')
    .description('report all errors of Sieve scripts, as a server would find them')
    .argument('<files...>', 'scripts to check; - reads standard input')
    .option('--profile <name>', 'server to check for; sievekit capabilities lists them', 'any')
    .option(
      '--rule <name=level>',
      'off, note, warning or error for a rule of “sievekit lint --list”; may be repeated',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--json', 'print the findings as JSON')
    .option('--sarif', 'print the findings as SARIF 2.1.0')
    .addHelpText('after', '\nExit status: 0 no error, 1 an error, 2 could not run.')
    .action(async (files: string[], options: CheckFilesOptions) => {
      const { checkFiles } = await import('../check/check-files.ts');
      context.exit(await checkFiles(files, options, context.terminal));
    });
}
