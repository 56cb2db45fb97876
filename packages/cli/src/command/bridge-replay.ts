import type { Command } from 'commander';
import type { ReplayCommandOptions } from '../bridge/replay/replay.ts';
import type { Context } from '../context.ts';

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** `sievekit bridge replay` */
export function addBridgeReplay(bridge: Command, { terminal }: Context): void {
  bridge
    .command('replay')
    .description('have rspamd learn what lies in Junk and in other folders already')
    .option('--spam <folder>', 'a folder of spam: Maildir, or a mailbox with --imap', collect)
    .option('--ham <folder>', 'a folder of wanted mail; both as often as needed', collect)
    .option('--user <name>', 'whose mail it is, as Dovecot names the account')
    .option('--imap <url>', 'read over IMAP, such as imaps://alice@mail.example.org')
    .option('--imap-password-file <file>', "file with the account's password")
    .option('--ratio <number>', 'of one class at most so many for one of the other; 0: all', '1')
    .option('--limit <number>', 'of each class at most so many, the newest')
    .option('--rate <number>', 'messages a second', '20')
    .option('--resume <file>', 'note there what is done, and leave out what is noted')
    .option('--dry-run', 'only count')
    .option('--config <file>', 'configuration (YAML), section "bridge:"')
    .option('--rspamd <url>', 'controller of rspamd', collect)
    .option('--password-file <file>', "file with the controller's enable_password")
    .action(async (options: ReplayCommandOptions) => {
      const { replayFolders } = await import('../bridge/replay/replay.ts');
      await replayFolders(options, terminal);
    });
}
