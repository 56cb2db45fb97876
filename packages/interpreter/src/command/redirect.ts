import type { CommandCompiler } from '../compile/compiler.ts';
import { formatAddress, readAddresses } from '../message/address.ts';
import { decodeUtf8, encodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';
import { RunError } from '../run/run-error.ts';

/** Sends the message on (RFC 5228 section 4.2); with `:copy` beside what happens anyway. */
export const redirect: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const address = args.text('address');
  const list = args.has('list');
  const copy = args.has('copy');
  const origin = compiler.origin(node);
  return (run) => {
    const name = address?.read(run) ?? '';
    const members = list ? membersOf(run, decodeUtf8(name)) : [name];
    for (const member of members) {
      const to = readRecipient(member);
      run.actions.add({ type: 'redirect', address: to, copy, ...origin }, !copy);
    }
    return 'next';
  };
};

/** Those of a list outside of the script (RFC 6134 section 2.3). */
function membersOf({ options }: Run, name: string): readonly string[] {
  const { lists = {} } = options;
  if (!Object.hasOwn(lists, name)) throw new RunError(`There is no list "${name}".`);
  return (lists[name] ?? []).map(encodeUtf8);
}

/** The address without a name before it; what holds variables is known here only. */
function readRecipient(octets: string): string {
  const [address, another] = readAddresses(octets);
  if (address === undefined || another !== undefined) {
    throw new RunError(`"${decodeUtf8(octets)}" is no address to redirect to.`);
  }
  return decodeUtf8(formatAddress(address));
}
