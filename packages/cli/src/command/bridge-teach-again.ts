import type { Command } from 'commander';
import type { TeachAgainOptions } from '../bridge/teach-again.ts';
import type { Context } from '../context.ts';

const kinds = {
  undo: 'have what was learned learned as the opposite (what keepDays keeps)',
  relearn: 'have what was learned learned once more, such as after rspamd has lost it',
} as const;

/** `sievekit bridge undo|relearn` */
export function addBridgeTeachAgain(bridge: Command, { terminal }: Context): void {
  for (const why of ['undo', 'relearn'] as const) {
    bridge
      .command(why)
      .description(kinds[why])
      .option('--config <file>', 'configuration (YAML), section "bridge:"')
      .option('--spool <folder>', 'the spool')
      .option('--user <name>', 'what this user has taught')
      .option('--since <time>', 'moved at or after: 2026-11-21T16:00, or 90m, 12h, 3d ago')
      .option('--until <time>', 'moved before')
      .option('--verdict <verdict>', 'what was learned as "spam" or "ham"')
      .option('--all', 'everything that is kept')
      .option('--dry-run', 'only list which')
      .option('--json', 'write JSON')
      .action(async (options: TeachAgainOptions) => {
        const { teachAgainAll } = await import('../bridge/teach-again.ts');
        await teachAgainAll(why, options, terminal);
      });
  }
}
