import type { Command } from 'commander';
import type { Context } from '../context.ts';

/** `sievekit editor` */
export function addEditor(program: Command, context: Context): void {
  program
    .command('editor')
    .description('serve the web page in which users edit their rules')
    .option('--config <file>', 'configuration (YAML), section "editor:"')
    .option('--demo <folder>', 'try it: an embedded ManageSieve server and a demo account')
    .option('--port <number>', 'port of the web page; overrides the configuration')
    .action(async (options: { config?: string; demo?: string; port?: string }) => {
      const { serveEditor } = await import('../editor/serve-editor.ts');
      await serveEditor(options, context.terminal);
    });
}
