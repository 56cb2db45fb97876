import type { CommandCompiler } from '../compile/compiler.ts';
import { decodeUtf8 } from '../message/octets.ts';

/** Sends the message on (RFC 5228 section 4.2); with `:copy` beside what happens anyway. */
export const redirect: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const address = args.text('address');
  const copy = args.has('copy');
  const origin = compiler.origin(node);
  return (run) => {
    const to = decodeUtf8(address?.read(run) ?? '');
    run.actions.add({ type: 'redirect', address: to, copy, ...origin }, !copy);
    return 'next';
  };
};
