import { type Command, defineUserCommand, ok } from './command.ts';

/** RENAMESCRIPT (RFC 5804, 2.11). */
export const renameScript: Command = defineUserCommand(
  'RENAMESCRIPT',
  ['name', 'name'],
  async ({ setting, user }, from, to) => {
    await setting.store.rename(user, from, to);
    return ok('Renamescript completed.');
  },
);
