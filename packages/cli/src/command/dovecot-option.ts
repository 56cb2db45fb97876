import type { Command } from 'commander';

/** A subcommand that asks Dovecot for its configuration. */
export function dovecotCommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--dovecot-config <file>', "Dovecot's main configuration file")
    .option('--doveconf <program>', 'the program doveconf, where it is not in the PATH')
    .option('--sievec <program>', 'the program sievec, where it is not in the PATH');
}
