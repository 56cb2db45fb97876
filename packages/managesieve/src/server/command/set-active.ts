import { type Command, defineUserCommand, ok } from './command.ts';

/** SETACTIVE (RFC 5804, 2.8). */
export const setActive: Command = defineUserCommand(
  'SETACTIVE',
  ['name-or-none'],
  async ({ setting, user }, name) => {
    await setting.store.setActive(user, name);
    return ok(name === null ? 'No script is active.' : 'Setactive completed.');
  },
);
