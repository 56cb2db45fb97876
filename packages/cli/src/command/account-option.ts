import { type Command, Option } from 'commander';

const help = `
Without an option for it, the password comes from the account in the configuration, from the
variable SIEVEKIT_PASSWORD, from ~/.netrc, or is asked for; it is never an argument.
A name that begins with - stands behind --.
Exit status: 0 done, 1 an error in a script or a difference, 2 could not be done, 3 a conflict.`;

/** A subcommand of `remote` that works on one account. */
export function accountCommand(remote: Command, name: string, description: string): Command {
  const command = remote
    .command(name)
    .description(description)
    .argument('<account>', 'sieve://user@host[:port], or its name in the configuration');
  return addAccountOptions(command);
}

/** The options that say how to reach a server and log in there. */
export function addAccountOptions(command: Command): Command {
  return command
    .optionsGroup('Options:')
    .option('--json', 'print the result as JSON')
    .option('--config <file>', 'configuration (YAML), section "accounts:"')
    .optionsGroup('Server:')
    .addOption(
      new Option('--tls <mode>', 'how to begin; none only with --allow-plaintext-password').choices(
        ['starttls', 'implicit', 'none'],
      ),
    )
    .option('--ca <file>', 'authorities to trust (PEM), instead of those of the system')
    .option('--pin <sha256>', "fingerprint that the server's certificate must have")
    .option('--servername <name>', 'name that its certificate must carry')
    .option('--trace <file>', 'write the conversation there, logins redacted; - shows it')
    .optionsGroup('Login:')
    .option('--password-file <file>', 'file whose first line is the password')
    .option('--password-fd <number>', 'open file descriptor to read it from')
    .option('--password-command <command>', 'command that prints it, such as "pass show mail"')
    .option('--netrc <file>', 'file to look it up in, instead of ~/.netrc')
    .option('--token-file <file>', 'file whose first line is an OAuth token')
    .option('--token-fd <number>', 'open file descriptor to read that from')
    .option('--token-command <command>', 'command that prints it')
    .option('--cert <file>', 'client certificate (PEM)')
    .option('--key <file>', 'its key (PEM); by default in the same file')
    .option('--mechanism <name>', 'SASL mechanism, such as PLAIN; by default the strongest')
    .option('--authzid <user>', 'act for this user, where an administrator logs in')
    .option(
      '--allow-plaintext-password',
      'send the password without TLS; anybody on the way reads it',
    )
    .optionsGroup('Options:')
    .showHelpAfterError(
      `(sievekit remote ${command.name()} --help shows how; a name that begins with - stands behind --)`,
    )
    .addHelpText('after', help);
}
