import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { FiltersCommandOptions } from '../filters/filters.ts';

/** `sievekit filters FILE` */
export function addFilters(program: Command, context: Context): void {
  const changes = ['rewrite', 'enable', 'disable', 'move'];
  const change = (flags: string, description: string, own: string): Option =>
    new Option(flags, description).conflicts(changes.filter((name) => name !== own).concat('json'));
  program
    .command('filters')
    .description('list the rules of a script as webmail programs show them; switch and move them')
    .usage('[options] <file>')
    .argument(
      '<file...>',
      'a script; - reads standard input (with --move, the index stands before)',
    )
    .option('--json', 'print the list as JSON')
    .addOption(change('--enable <name>', 'print the script with a rule switched on', 'enable'))
    .addOption(change('--disable <name>', 'print the script with a rule switched off', 'disable'))
    .addOption(
      change(
        '--move <name>',
        'print the script with a rule moved: --move NAME INDEX FILE, from 0',
        'move',
      ),
    )
    .addOption(
      change('--rewrite', 'print the script as it is saved when nothing changed', 'rewrite'),
    )
    .addHelpText(
      'after',
      '\nA rule without a name is called by its place: --disable "#2" is the second.' +
        '\nExit status: 0 done, 1 the script has errors or the rule cannot be written so, 2 could not run.',
    )
    .action(async (args: string[], options: FiltersCommandOptions) => {
      const { runFilters } = await import('../filters/filters.ts');
      context.exit(await runFilters(args, options, context.terminal));
    });
}
