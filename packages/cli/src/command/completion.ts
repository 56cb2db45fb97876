import { Argument, type Command } from 'commander';
import type { Shell } from '../completion/shell-script.ts';
import type { Context } from '../context.ts';

const help = `
Put one line into the file that your shell reads when it starts:
  ~/.bashrc                    source <(sievekit completion bash)
  ~/.zshrc                     source <(sievekit completion zsh)
  ~/.config/fish/config.fish   sievekit completion fish | source`;

/** `sievekit completion SHELL`, and `sievekit complete`, which its script calls. */
export function addCompletion(program: Command, { terminal }: Context): void {
  program
    .command('completion')
    .description('print the script that lets a shell complete commands, options and accounts')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', help)
    .action(async (shell: Shell) => {
      const { shellScript } = await import('../completion/shell-script.ts');
      terminal.out(shellScript(shell));
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { printSuggestions } = await import('../completion/print-suggestions.ts');
      await printSuggestions(program, words, terminal);
    });
}
