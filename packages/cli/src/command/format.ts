import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context.ts';
import type { FormatCommandOptions } from '../format/format-files.ts';

/** `sievekit format FILE…` */
export function addFormat(program: Command, context: Context): void {
  program
    .command('format')
    .description('lay out Sieve scripts in one style; only white space changes')
    .argument('<files...>', 'scripts to format; - reads standard input')
    .addOption(
      new Option('--check', 'list the files that would change, and change none').conflicts('write'),
    )
    .option('--write', 'write the files that change; without it the text goes to standard output')
    .option('--width <columns>', 'break lists in lines wider than this', readWidth, 80)
    .option('--sort-require', 'sort the names within each require')
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 a script has errors or --check found one that would change, 2 could not run.',
    )
    .action(async (files: string[], options: FormatCommandOptions) => {
      const { formatFiles } = await import('../format/format-files.ts');
      context.exit(await formatFiles(files, options, context.terminal));
    });
}

function readWidth(text: string): number {
  const width = Number(text);
  if (/^\d{1,6}$/.test(text) && width > 0) return width;
  throw new InvalidArgumentError('It is a number of columns, from 1 on.');
}
