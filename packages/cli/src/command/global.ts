import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { DeployOptions } from '../global/deploy.ts';
import type { RollbackOptions } from '../global/rollback.ts';
import { dovecotCommand } from './dovecot-option.ts';

/** `sievekit global deploy|rollback|ls` */
export function addGlobal(program: Command, { terminal, exit }: Context): void {
  const global = program
    .command('global')
    .description("the administrator's scripts, which run for every user")
    .helpCommand(false);
  const add = (usage: string, description: string): Command =>
    dovecotCommand(global, usage, description).option(
      '--to <folder>',
      'the folder that Dovecot reads (default: as it is configured)',
    );
  add('deploy', 'check, test and compile the scripts of a folder, and swap them in at once')
    .argument('<folder>', 'folder of scripts (.sieve) and their tests (.svtest)')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--force', 'give up what somebody changed in the folder since')
    .option('-y, --yes', 'ask nothing')
    .addHelpText(
      'after',
      '\nExit status: 0 fine, 1 an error in a script or a test, 2 could not be done, 3 changed since.',
    )
    .action(async (folder: string, options: DeployOptions) => {
      const { deployGlobal } = await import('../global/deploy.ts');
      exit(await deployGlobal(folder, options, terminal));
    });
  add('rollback', 'back to an earlier version')
    .argument('[version]', 'which one (default: the one before)')
    .action(async (version: string | undefined, options: RollbackOptions) => {
      const { rollBackGlobal } = await import('../global/rollback.ts');
      exit(await rollBackGlobal(version, options, terminal));
    });
  add('ls', 'list the versions; * marks the current one').action(
    async (options: RollbackOptions) => {
      const { listGlobal } = await import('../global/rollback.ts');
      exit(await listGlobal(options, terminal));
    },
  );
}
