import type { Command } from 'commander';
import type { Context } from '../context.ts';

/** `sievekit lint --list` */
export function addLint(program: Command, context: Context): void {
  program
    .command('lint')
    .description('list the rules of the linter, which “check” applies')
    .requiredOption('--list', 'print every rule with its severity and what it finds')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', '\nsievekit check FILE… applies all of them.')
    .action(async (options: { json?: boolean }) => {
      const { listRules } = await import('../lint/list-rules.ts');
      listRules(options, context.terminal);
    });
}
