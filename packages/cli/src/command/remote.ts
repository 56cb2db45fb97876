import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { RemoteOptions } from '../remote/account.ts';

const urlHelp = 'account, as sieve://user@host[:port]';
const passwordHelp =
  '\nThe password comes from SIEVEKIT_PASSWORD, from --password-file, or is asked for.';

/** `sievekit remote ls|get|put|activate` */
export function addRemote(program: Command, context: Context): void {
  const remote = program
    .command('remote')
    .description('manage the scripts on a server (ManageSieve, RFC 5804)');
  subcommand(remote, 'ls', 'list the scripts; * marks the active one')
    .option('--json', 'print [{"name","active"}]')
    .action(async (url: string, options: RemoteOptions & { json?: boolean }) => {
      const { listScripts } = await import('../remote/list-scripts.ts');
      await listScripts(url, options, context.terminal);
    });
  subcommand(remote, 'get', 'print a script, byte for byte')
    .argument('<name>', 'name of the script')
    .option('-o, --output <file>', 'write to a file instead')
    .action(async (url: string, name: string, options: RemoteOptions & { output?: string }) => {
      const { getScript } = await import('../remote/get-script.ts');
      await getScript(url, name, options, context.terminal);
    });
  subcommand(remote, 'put', 'store a script; the server checks it first')
    .argument('<file>', 'the script; - reads standard input')
    .argument('[name]', 'name on the server; by default that of the file without .sieve')
    .option('--activate', 'make it the active script')
    .action(async (...[url, file, name, options]: PutArguments) => {
      const { putScript } = await import('../remote/put-script.ts');
      context.exit(await putScript(url, { file, name, ...options }, context.terminal));
    });
  subcommand(remote, 'activate', 'make a script the active one')
    .argument('<name>', 'name of the script')
    .action(async (url: string, name: string, options: RemoteOptions) => {
      const { activateScript } = await import('../remote/activate-script.ts');
      await activateScript(url, name, options, context.terminal);
    });
}

type PutArguments = [
  url: string,
  file: string,
  name: string | undefined,
  options: RemoteOptions & { activate?: boolean },
];

function subcommand(remote: Command, name: string, description: string): Command {
  return remote
    .command(name)
    .description(description)
    .argument('<url>', urlHelp)
    .option('--password-file <file>', 'file whose first line is the password')
    .option('--ca <file>', 'private certificate authority (PEM) to trust')
    .option('--tls <mode>', 'starttls, implicit, or none (only with --allow-plaintext-password)')
    .option(
      '--allow-plaintext-password',
      'send the password without TLS; anybody on the way reads it',
    )
    .addHelpText('after', passwordHelp);
}
