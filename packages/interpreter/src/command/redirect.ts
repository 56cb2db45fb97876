import type { CommandCompiler } from '../compile/compiler.ts';
import { formatAddress, readAddresses } from '../message/address.ts';
import { decodeUtf8 } from '../message/octets.ts';
import { RunError } from '../run/run-error.ts';

/** Sends the message on (RFC 5228 section 4.2); with `:copy` beside what happens anyway. */
export const redirect: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const address = args.text('address');
  const copy = args.has('copy');
  const origin = compiler.origin(node);
  return (run) => {
    const to = readRecipient(address?.read(run) ?? '');
    run.actions.add({ type: 'redirect', address: to, copy, ...origin }, !copy);
    return 'next';
  };
};

/** The address without a name before it; what holds variables is known here only. */
function readRecipient(octets: string): string {
  const [address, another] = readAddresses(octets);
  if (address === undefined || another !== undefined) {
    throw new RunError(`"${decodeUtf8(octets)}" is no address to redirect to.`);
  }
  return decodeUtf8(formatAddress(address));
}
