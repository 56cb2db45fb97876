import { isManageSieveError } from '../error.ts';
import type { WireLine } from '../wire/line-parser.ts';
import { BadArguments, readArguments } from './argument.ts';
import { bad, type Command, type Context, type Reply, refuse } from './command/command.ts';
import { findCommand } from './command/table.ts';
import { tooLarge } from './quota.ts';
import { Refusal } from './refusal.ts';

/**
 * Answers one command, whatever it is, with one reply. `null`: an empty line needs none.
 *
 * @throws ManageSieveError `limit` when the client sends too much while it is asked
 */
export async function answer(context: Context, line: WireLine): Promise<Reply | null> {
  const [first, ...args] = line.tokens;
  if (first === undefined && line.fault === null) return null;
  if (line.fault !== null) return bad(`The command has ${line.fault.reason}.`);
  const command = first?.kind === 'atom' ? findCommand(first.text) : undefined;
  if (command === undefined) return bad('There is no such command.');
  const wrongState = findStateFault(command, context);
  if (wrongState !== null) return bad(wrongState);
  try {
    if (line.discarded > 0) return refuseSize(command, context);
    return await command.run(context, readArguments(args, command.takes));
  } catch (error) {
    return toReply(error, context);
  }
}

function findStateFault(command: Command, { user }: Context): string | null {
  if (command.state === 'before-login' && user !== null) return 'You are logged in already.';
  if (command.state === 'after-login' && user === null) return 'Log in first.';
  return null;
}

function refuseSize(command: Command, { setting }: Context): Reply {
  if (command.takesScript) throw tooLarge(setting.limits);
  return bad('An argument is too long.');
}

function toReply(error: unknown, { setting }: Context): Reply {
  if (error instanceof BadArguments) return bad(error.message);
  if (error instanceof Refusal) return refuse(error);
  if (isManageSieveError(error) && error.code === 'limit') throw error;
  setting.onError?.(error);
  const text = 'The server failed. Its administrator can find out why.';
  return { response: { status: 'NO', code: 'TRYLATER', text } };
}
