import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { RemoteOptions } from '../remote/remote-option.ts';
import { accountCommand, addAccountOptions } from './account-option.ts';
import { addRemoteMany } from './remote-many.ts';

/** `sievekit remote …` */
export function addRemote(program: Command, context: Context): void {
  const remote = program
    .command('remote')
    .description('manage the scripts on a server (ManageSieve, RFC 5804)')
    .helpCommand(false);
  addReading(remote, context);
  addWriting(remote, context);
  addEditing(remote, context);
  addRemoteMany(remote, context);
}

function addReading(remote: Command, { terminal }: Context): void {
  accountCommand(remote, 'ls', 'list the scripts; * marks the active one').action(
    async (url: string, options: RemoteOptions) => {
      const { listScripts } = await import('../remote/list-scripts.ts');
      await listScripts(url, options, terminal);
    },
  );
  accountCommand(remote, 'get', 'print a script, byte for byte')
    .argument('<name>', 'name of the script')
    .option('-o, --output <file>', 'write to a file instead')
    .option('-f, --force', 'replace the file if it is there')
    .action(async (url: string, name: string, options: RemoteOptions) => {
      const { getScript } = await import('../remote/get-script.ts');
      await getScript(url, name, options, terminal);
    });
  accountCommand(remote, 'cat', 'print scripts one after another')
    .argument('<names...>', 'names of the scripts')
    .action(async (url: string, names: string[], options: RemoteOptions) => {
      const { showScripts } = await import('../remote/show-scripts.ts');
      await showScripts(url, names, options, terminal);
    });
  accountCommand(
    remote,
    'info',
    'show what the server can do, its certificate, and the account',
  ).action(async (url: string, options: RemoteOptions) => {
    const { showAccount } = await import('../remote/show-account.ts');
    await showAccount(url, options, terminal);
  });
}

function addWriting(remote: Command, { terminal, exit }: Context): void {
  accountCommand(remote, 'put', 'store a script; the server checks it first')
    .argument('<file>', 'the script; - reads standard input')
    .argument('[name]', 'name on the server; by default that of the file without .sieve')
    .option('--activate', 'make it the active script')
    .action(async (...[url, file, name, options]: PutArguments) => {
      const { putScript } = await import('../remote/put-script.ts');
      exit(await putScript(url, { file, name, ...options }, terminal));
    });
  accountCommand(remote, 'activate', 'make a script the active one')
    .argument('<name>', 'name of the script')
    .action(async (url: string, name: string, options: RemoteOptions) => {
      const { activateScript } = await import('../remote/activate-script.ts');
      await activateScript(url, name, options, terminal);
    });
  accountCommand(remote, 'deactivate', 'let no script filter').action(
    async (url: string, options: RemoteOptions) => {
      const { deactivateScript } = await import('../remote/activate-script.ts');
      await deactivateScript(url, options, terminal);
    },
  );
  accountCommand(remote, 'rm', 'delete scripts; the active one is not deleted')
    .argument('<names...>', 'names of the scripts')
    .action(async (url: string, names: string[], options: RemoteOptions) => {
      const { removeScripts } = await import('../remote/remove-script.ts');
      exit(await removeScripts(url, names, options, terminal));
    });
  accountCommand(remote, 'mv', 'rename a script; nothing is overwritten')
    .argument('<from>', 'its name')
    .argument('<to>', 'its new name')
    .action(async (url: string, from: string, to: string, options: RemoteOptions) => {
      const { renameScript } = await import('../remote/rename-script.ts');
      await renameScript(url, from, to, options, terminal);
    });
}

function addEditing(remote: Command, { terminal, exit }: Context): void {
  accountCommand(remote, 'check', 'let the server check scripts without storing them')
    .argument('<files...>', 'scripts to check; - reads standard input')
    .action(async (url: string, files: string[], options: RemoteOptions) => {
      const { checkScripts } = await import('../remote/check-scripts.ts');
      exit(await checkScripts(url, files, options, terminal));
    });
  accountCommand(remote, 'edit', 'edit a script in $VISUAL or $EDITOR, check it and store it')
    .argument('<name>', 'name of the script')
    .option('--create', 'begin a new script')
    .action(async (url: string, name: string, options: RemoteOptions) => {
      const { editScript } = await import('../remote/edit-script.ts');
      exit(await editScript(url, name, options, terminal));
    });
  const diff = remote
    .command('diff')
    .description('compare accounts, folders and files')
    .argument('<a>', 'an account, sieve://user@host/script, a folder, or a file')
    .argument('<b>', 'what to compare it with');
  addAccountOptions(diff).action(async (a: string, b: string, options: RemoteOptions) => {
    const { diffScripts } = await import('../remote/diff-scripts.ts');
    exit(await diffScripts(a, b, options, terminal));
  });
}

type PutArguments = [
  url: string,
  file: string,
  name: string | undefined,
  options: RemoteOptions & { activate?: boolean },
];
