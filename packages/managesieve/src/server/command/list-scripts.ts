import { encodeLine, encodeString } from '../../wire/encode.ts';
import { type Command, defineUserCommand, ok } from './command.ts';

/** LISTSCRIPTS (RFC 5804, 2.7). */
export const listScripts: Command = defineUserCommand('LISTSCRIPTS', [], async (context) => {
  const scripts = await context.setting.store.list(context.user);
  const data = scripts.map(({ name, active }) =>
    encodeLine(encodeString(name, 'server'), ...(active ? ['ACTIVE'] : [])),
  );
  return ok('Listscripts completed.', { data });
});
