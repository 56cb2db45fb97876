import type { Command } from 'commander';
import type { QueueOptions } from '../bridge/queue.ts';
import type { Context } from '../context.ts';

/** `sievekit bridge queue ls|dead|show|retry|drop` */
export function addBridgeQueue(bridge: Command, { terminal }: Context): void {
  const queue = bridge
    .command('queue')
    .description('what waits in the spool, and the dead letters');
  const add = (name: string, description: string): Command =>
    queue
      .command(name)
      .description(description)
      .option('--config <file>', 'configuration (YAML), section "bridge:"')
      .option('--spool <folder>', 'the spool');
  const load = () => import('../bridge/queue.ts');

  add('ls', 'list what waits to be learned')
    .option('--json', 'write JSON')
    .action(async (options: QueueOptions) =>
      (await load()).listQueue('waiting', options, terminal),
    );
  add('dead', 'list the dead letters, and why they are dead')
    .option('--json', 'write JSON')
    .action(async (options: QueueOptions) => (await load()).listQueue('dead', options, terminal));
  add('show <id>', 'show what is known of a message, as JSON')
    .option('--message', 'write the mail itself')
    .action(async (id: string, options: QueueOptions) =>
      (await load()).showQueued(id, options, terminal),
    );
  add('retry [id...]', 'put dead letters back, to be learned after all')
    .option('--all', 'every dead letter')
    .action(async (ids: string[], options: QueueOptions) =>
      (await load()).retryQueued(ids, options, terminal),
    );
  add('drop <id...>', 'remove messages for good').action(
    async (ids: string[], options: QueueOptions) =>
      (await load()).dropQueued(ids, options, terminal),
  );
}
