import type { Command } from 'commander';
import type { Context } from '../context.ts';

/** `sievekit capabilities [NAME]` */
export function addCapabilities(program: Command, context: Context): void {
  program
    .command('capabilities')
    .description('show the extensions of Sieve, and which servers have them')
    .argument('[name]', 'an extension, such as vacation, or a server, such as pigeonhole-0.5')
    .option('--json', 'print it as JSON')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { showCapabilities } = await import('../capabilities/show-capabilities.ts');
      showCapabilities(name, options, context.terminal);
    });
}
