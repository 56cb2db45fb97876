import { type Command, defineCommand, ok } from './command.ts';

/** LOGOUT (RFC 5804, 2.3). */
export const logout: Command = defineCommand('LOGOUT', 'any', [], () =>
  ok('Logout completed.', { next: 'hang-up' }),
);
