import { checkQuota } from '../quota.ts';
import { type Command, defineUserCommand, ok } from './command.ts';

/** HAVESPACE (RFC 5804, 2.5). */
export const haveSpace: Command = defineUserCommand(
  'HAVESPACE',
  ['name', 'number'],
  async ({ setting, user }, name, size) => {
    await checkQuota(setting, user, name, size);
    return ok('Putscript would succeed.');
  },
);
