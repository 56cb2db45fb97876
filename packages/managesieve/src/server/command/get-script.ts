import { encodeLine, encodeLiteral } from '../../wire/encode.ts';
import { type Command, defineUserCommand, ok } from './command.ts';

/** GETSCRIPT (RFC 5804, 2.9). */
export const getScript: Command = defineUserCommand(
  'GETSCRIPT',
  ['name'],
  async ({ setting, user }, name) => {
    const script = await setting.store.get(user, name);
    return ok('Getscript completed.', { data: [encodeLine(encodeLiteral(script, 'server'))] });
  },
);
