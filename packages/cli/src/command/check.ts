import type { Command } from 'commander';
import type { Context } from '../context.ts';

/** `sievekit check FILE…` */
export function addCheck(program: Command, context: Context): void {
  program
    .command('check')
    .description('report all errors of Sieve scripts, as a server would find them')
    .argument('<files...>', 'scripts to check; - reads standard input')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExit status: 0 no error, 1 an error, 2 could not run.')
    .action(async (files: string[], options: { json?: boolean }) => {
      const { checkFiles } = await import('../check/check-files.ts');
      context.exit(await checkFiles(files, options, context.terminal));
    });
}
