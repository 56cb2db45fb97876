import type { CommandCompiler } from '../compile/compiler.ts';

/** Drops the implicit keep (RFC 5228 section 4.4). */
export const discard: CommandCompiler = (node, compiler) => {
  const origin = compiler.origin(node);
  return (run) => {
    run.actions.add({ type: 'discard', ...origin }, true);
    return 'next';
  };
};
