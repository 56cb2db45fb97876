import type { Command } from 'commander';
import type { BridgeDoctorOptions } from '../bridge/doctor/doctor.ts';
import type { SetupOptions } from '../bridge/setup/setup-settings.ts';
import type { Context } from '../context.ts';
import { dovecotCommand } from './dovecot-option.ts';

/** `sievekit bridge setup|doctor` */
export function addBridgeSetup(bridge: Command, { terminal, exit }: Context): void {
  dovecotCommand(bridge, 'setup', 'write what Dovecot, systemd and the daemon need')
    .option('--rspamd <url>', "rspamd's controller (default: http://127.0.0.1:11334)")
    .option('--password-file <file>', "file with the controller's enable_password")
    .option('--group <group>', "group of Dovecot's mail processes, where Dovecot does not say it")
    .option('--keywords', 'let keywords such as $Junk teach, too')
    .option('--no-keywords', 'only moves teach (default)')
    .option('--spam-script', 'a global script that files into Junk what rspamd marks (default)')
    .option('--no-spam-script', 'no global script that files into Junk what rspamd marks')
    .option('--http <host:port>', 'where the daemon tells how it is (default: 127.0.0.1:11380)')
    .option('--from <file>', 'a configuration of Dovecot 2.3 whose rules go on under 2.4')
    .option('--command <command>', 'how systemd starts sievekit (default: what runs now)')
    .option('--root <folder>', 'put everything below this folder, to try it out')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--undo', 'remove what setup has written')
    .option('-y, --yes', 'ask nothing')
    .addHelpText('after', '\nExit status: 0 fine, 2 could not be done, 3 a file is in the way.')
    .action(async (options: SetupOptions) => {
      const { setUpBridge } = await import('../bridge/setup/setup.ts');
      exit(await setUpBridge(options, terminal));
    });
  dovecotCommand(bridge, 'doctor', 'look for every reason why a move teaches nothing')
    .option('--config <file>', 'configuration of the daemon (YAML), section "bridge:"')
    .option('--redis <host:port>', "look at rspamd's Redis, too")
    .option('--live <account>', 'move a mail in this test account: imap://USER@HOST:PORT')
    .option('--imap-password-file <file>', 'file with its password (default: it is asked for)')
    .option('--ca <file>', 'authorities to trust for IMAP (PEM)')
    .option('--json', 'write JSON')
    .addHelpText('after', '\nExit status: 0 fine, 1 something is to be mended, 2 could not look.')
    .action(async (options: BridgeDoctorOptions) => {
      const { examineBridge } = await import('../bridge/doctor/doctor.ts');
      exit(await examineBridge(options, terminal));
    });
}
