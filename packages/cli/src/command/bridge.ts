import type { Command } from 'commander';
import type { BridgeOptions } from '../bridge/bridge-settings.ts';
import type { StatusOptions } from '../bridge/show-status.ts';
import type { Context } from '../context.ts';
import { addBridgeQueue } from './bridge-queue.ts';
import { addBridgeReplay } from './bridge-replay.ts';
import { addBridgeSetup } from './bridge-setup.ts';
import { addBridgeTeachAgain } from './bridge-teach-again.ts';

/** `sievekit bridge serve|status|queue|undo|relearn|replay|setup|doctor` */
export function addBridge(program: Command, context: Context): void {
  const bridge = program
    .command('bridge')
    .description("carry Junk moves from Dovecot's imapsieve to rspamd's controller");
  bridge
    .command('serve')
    .description('take mails on a socket, spool them, and let rspamd learn them')
    .option('--config <file>', 'configuration (YAML), section "bridge:"')
    .option('--socket <path>', 'UNIX socket for Dovecot; "systemd" for the one that systemd opens')
    .option('--spool <folder>', 'folder in which mails wait until rspamd has learned them')
    .option(
      '--rspamd <url>',
      'controller of rspamd, such as http://127.0.0.1:11334 or unix:/path; once more for another',
      (url, urls: readonly string[] = []) => [...urls, url],
    )
    .option('--password-file <file>', "file with the controller's enable_password")
    .option('--socket-group <group>', "the socket's group, by name or number")
    .option('--concurrency <number>', 'mails sent at once (default: 4)')
    .option('--settle <seconds>', 'how long the opposite move cancels a move (default: 30)')
    .option('--learn-type <type>', 'rspamd\'s Learn-Type, such as "bulk"')
    .option('--classifier <name>', 'the classifier to be taught, where rspamd has several')
    .option('--fuzzy-flag <number>', 'add spam to the fuzzy storage, and delete ham')
    .option('--fuzzy-weight <number>', 'weight of what is added there (default: 10)')
    .option('--http <host:port>', 'metrics, health and status, on the loopback alone')
    .option('--min-learns <number>', "rspamd's min_learns, to show how far it is (default: 200)")
    .option('--quota <number>', 'what one user may teach in an hour (default: no limit)')
    .option('--max-age-days <days>', 'how long a mail is tried in vain (default: 30)')
    .option('--max-spool-megabytes <size>', 'what may wait in the spool (default: 4096)')
    .option('--dead-days <days>', 'how long a dead letter is kept (default: 90)')
    .option('--keep-days <days>', 'how long what was learned is kept, for undo (default: 0)')
    .option('--redis <url>', 'share what waits with other machines, redis://host:port/database')
    .option('--redis-password-file <file>', "file with Redis's password")
    .action(async (options: BridgeOptions) => {
      const { keepHeapSmall } = await import('../bridge/small-heap.ts');
      keepHeapSmall();
      const { serveBridge } = await import('../bridge/serve-bridge.ts');
      await serveBridge(options);
    });
  bridge
    .command('status')
    .description('ask the running daemon how it is')
    .option('--config <file>', 'configuration (YAML), section "bridge:"')
    .option('--http <host:port>', 'where the daemon listens for those who watch')
    .option('--json', 'write JSON')
    .option('--watch', 'again every second, until Ctrl-C')
    .action(async (options: StatusOptions) => {
      const { showBridgeStatus } = await import('../bridge/show-status.ts');
      await showBridgeStatus(options, context.terminal);
    });
  addBridgeQueue(bridge, context);
  addBridgeTeachAgain(bridge, context);
  addBridgeReplay(bridge, context);
  addBridgeSetup(bridge, context);
}
