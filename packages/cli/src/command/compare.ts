import type { Command } from 'commander';
import type { CompareScriptsOptions } from '../compare/compare-scripts.ts';
import type { Context } from '../context.ts';

/** `sievekit compare OLD NEW MESSAGES…` */
export function addCompare(program: Command, context: Context): void {
  program
    .command('compare')
    .description('say what a changed script would do otherwise to mails; nothing is delivered')
    .argument('<old>', 'Sieve script as it is')
    .argument('<new>', 'Sieve script as it shall be')
    .argument('<messages...>', 'mails as files (RFC 5322), Maildirs or other folders, mbox files')
    .option('--envelope-from <address>', 'sender of each envelope (default: from the header)')
    .option('--envelope-to <address>', 'recipient of each envelope (default: from the header)')
    .option('--envelope-auth <user>', 'user as whom the senders logged in')
    .option('--at <time>', 'run as if it were then, such as 2026-12-24T18:00:00+01:00')
    .option('--json', 'print the changes as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 compared, 1 a script has an error or the new one made one, 2 could not run' +
        ' or not read a message.',
    )
    .action(
      async (old: string, now: string, messages: string[], options: CompareScriptsOptions) => {
        const { compareScripts } = await import('../compare/compare-scripts.ts');
        context.exit(await compareScripts([old, now], messages, options, context.terminal));
      },
    );
}
