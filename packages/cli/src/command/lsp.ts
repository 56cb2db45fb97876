import type { Command } from 'commander';

/** `sievekit lsp --stdio` */
export function addLsp(program: Command): void {
  program
    .command('lsp')
    .description('serve editors: mistakes, completion, rename and more (Language Server Protocol)')
    .option('--stdio', 'talk over standard input and output; the only way there is')
    .addHelpText('after', '\ndocs/lsp.md shows how editors are set up.')
    .action(async () => {
      const { serveLsp } = await import('../lsp/serve-lsp.ts');
      await serveLsp(process.stdin, process.stdout);
    });
}
