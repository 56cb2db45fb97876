import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { DeployOptions } from '../remote/deploy.ts';
import type { DoctorOptions } from '../remote/doctor-command.ts';
import type { ManyOptions } from '../remote/many-accounts.ts';
import type { RestoreOptions } from '../remote/restore.ts';
import { addAccountOptions } from './account-option.ts';

const accountHelp = 'sieve://user@host[:port], or its name in the configuration';

/** `sievekit remote deploy|backup|restore|doctor` */
export function addRemoteMany(remote: Command, context: Context): void {
  addDeploy(remote, context);
  addBackup(remote, context);
  addRestore(remote, context);
  addDoctor(remote, context);
}

function addDeploy(remote: Command, { terminal, exit }: Context): void {
  const command = remote
    .command('deploy')
    .description('carry a folder of scripts to an account, all of it or nothing')
    .argument('<folder>', 'folder with the scripts, *.sieve')
    .argument('<account>', accountHelp)
    .option('--activate <name>', 'make this script the active one, at the end')
    .option('--prune', 'delete scripts that are not in the folder')
    .option('--dry-run', 'let the server check all, and change nothing')
    .option('--diff', 'show what changes, line by line')
    .option('--force', 'overwrite what was changed on the server since the last deploy')
    .addHelpText('after', deployHelp);
  addAccountOptions(command).action(async (folder: string, url: string, options: DeployOptions) => {
    const { deployFolder } = await import('../remote/deploy.ts');
    exit(await deployFolder(folder, url, options, terminal));
  });
}

const deployHelp = `
What was deployed is kept in <folder>/.sievekit/deployed.json, so that a change on the server is
seen next time (exit status 3). ManageSieve has no transactions and no locks: while scripts are
stored, mail may meet new ones beside old ones.`;

function addBackup(remote: Command, { terminal, exit }: Context): void {
  const command = remote
    .command('backup')
    .description('back up the scripts of one account, or of many')
    .argument('<folder>', 'folder of the backups; made when it is not there')
    .argument('<account>', accountHelp);
  addManyOptions(command).action(async (folder: string, url: string, options: ManyOptions) => {
    const { backUp } = await import('../remote/backup.ts');
    exit(await backUp(folder, url, options, terminal));
  });
}

function addRestore(remote: Command, { terminal, exit }: Context): void {
  const command = remote
    .command('restore')
    .description('put the scripts of a backup back, all of an account or nothing')
    .argument('<folder>', 'folder of the backups, or of one of them')
    .argument('<account>', accountHelp)
    .option('--prune', 'delete scripts that are not in the backup')
    .option('--dry-run', 'let the server check all, and change nothing');
  addManyOptions(command).action(async (folder: string, url: string, options: RestoreOptions) => {
    const { restore } = await import('../remote/restore.ts');
    exit(await restore(folder, url, options, terminal));
  });
}

function addManyOptions(command: Command): Command {
  command
    .option('--users <file>', 'users, one a line, to log in for as an administrator')
    .option(
      '--master-separator <text>',
      'log in as USER*ADMIN with this text between, not by authzid',
    )
    .option('--connections <number>', 'connections at a time (default: 8)')
    .option('--resume', 'go on with a run over many users that was interrupted');
  return addAccountOptions(command);
}

function addDoctor(remote: Command, { terminal, exit }: Context): void {
  const command = remote
    .command('doctor')
    .description('find out why a server does not do what it should')
    .argument('<server>', 'host, host:port, user@host, sieve://user@host, or a name as above');
  addAccountOptions(command).action(async (server: string, options: DoctorOptions) => {
    const { examineServer } = await import('../remote/doctor-command.ts');
    exit(await examineServer(server, options, terminal));
  });
}
