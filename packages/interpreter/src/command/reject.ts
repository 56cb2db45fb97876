import type { CommandCompiler } from '../compile/compiler.ts';
import { decodeUtf8 } from '../message/octets.ts';

/** Refuses the message and tells the sender (RFC 5429 section 2.2). */
export const reject: CommandCompiler = (node, compiler) => {
  const reason = compiler.arguments(node).text('reason');
  const origin = compiler.origin(node);
  const type = node.name.lower === 'ereject' ? 'ereject' : 'reject';
  return (run) => {
    run.actions.add({ type, reason: decodeUtf8(reason?.read(run) ?? ''), ...origin }, true);
    return 'next';
  };
};
