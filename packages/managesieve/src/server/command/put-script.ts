import { judge } from '../judge.ts';
import { checkSize } from '../quota.ts';
import { type Command, defineUserCommand } from './command.ts';

/** PUTSCRIPT (RFC 5804, 2.6): a script that is refused leaves the old one in place. */
export const putScript: Command = defineUserCommand(
  'PUTSCRIPT',
  ['name', 'script'],
  async ({ setting, user }, name, script) => {
    checkSize(setting, script.length);
    const response = judge(setting, script, 'Putscript completed.');
    await setting.store.put(user, name, script, setting.limits.scripts);
    return { response };
  },
);
