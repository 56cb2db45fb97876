import { type Command, defineUserCommand, ok } from './command.ts';

/** DELETESCRIPT (RFC 5804, 2.10). */
export const deleteScript: Command = defineUserCommand(
  'DELETESCRIPT',
  ['name'],
  async ({ setting, user }, name) => {
    await setting.store.delete(user, name);
    return ok('Deletescript completed.');
  },
);
