import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { TestFilesOptions } from '../test/test-files.ts';

/** `sievekit test PATH…` */
export function addTest(program: Command, context: Context): void {
  program
    .command('test')
    .description('run unit tests of scripts (.svtest files)')
    .argument('<paths...>', 'test files, or folders that hold some')
    .addOption(
      new Option('--reporter <name>', 'how to say it')
        .choices(['spec', 'tap', 'junit', 'json'])
        .default('spec'),
    )
    .option('--coverage', 'say which branches of the scripts no case went through')
    .option('--watch', 'run again when a file changes, until Ctrl-C')
    .option('--json', 'the same as --reporter json')
    .addHelpText('after', '\nExit status: 0 all passed, 1 one did not, 2 could not run.')
    .action(async (paths: string[], options: TestFilesOptions) => {
      const { testFiles } = await import('../test/test-files.ts');
      if (!options.watch) return context.exit(await testFiles(paths, options, context.terminal));
      const { closeOnSignal } = await import('../signal.ts');
      const end = new AbortController();
      void closeOnSignal(async () => end.abort());
      context.exit(await testFiles(paths, options, context.terminal, end.signal));
    });
}
