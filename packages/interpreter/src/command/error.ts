import type { CommandCompiler } from '../compile/compiler.ts';
import { decodeUtf8 } from '../message/octets.ts';
import { RunError } from '../run/run-error.ts';

/** Ends the script as a mistake does: the mail is kept (RFC 5463 section 5). */
export const error: CommandCompiler = (node, compiler) => {
  const message = compiler.arguments(node).text('message');
  return (run) => {
    throw new RunError(decodeUtf8(message?.read(run) ?? ''));
  };
};
