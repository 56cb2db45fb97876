import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';

/** `sievekit lint --list` */
export function addLint(program: Command, context: Context): void {
  program
    .command('lint')
    .description('list the rules of the linter, which “check” applies')
    .argument('[files...]', 'none: sievekit check reads scripts')
    .option('--list', 'print every rule with its severity and what it finds')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', '\nsievekit check FILE… applies all of them.')
    .action(async (files: string[], options: { list?: boolean; json?: boolean }) => {
      if (!options.list || files.length > 0) {
        throw new Failure(
          'sievekit lint --list lists the rules; sievekit check FILE… applies them.',
        );
      }
      const { listRules } = await import('../lint/list-rules.ts');
      listRules(options, context.terminal);
    });
}
