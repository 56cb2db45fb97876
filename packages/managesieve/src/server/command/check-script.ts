import { judge } from '../judge.ts';
import { checkSize } from '../quota.ts';
import { type Command, defineUserCommand } from './command.ts';

/** CHECKSCRIPT (RFC 5804, 2.12). */
export const checkScript: Command = defineUserCommand(
  'CHECKSCRIPT',
  ['script'],
  async ({ setting }, script) => {
    checkSize(setting, script.length);
    return { response: judge(setting, script, 'The script is valid.') };
  },
);
