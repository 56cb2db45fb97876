import { compileAddressPart } from '../compile/address-part.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { type Address, readAddresses } from '../message/address.ts';
import type { Envelope } from '../run/option.ts';

/** Compares parts of the envelope (RFC 5228 section 5.4). */
export const envelope: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const names = args.texts('envelope parts');
  const part = compileAddressPart(args);
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const addresses = names.flatMap((name) =>
      addressesOf(run.options.envelope ?? {}, name.read(run).toLowerCase()),
    );
    return matcher.matches(
      run,
      addresses.map(part).filter((value) => value !== null),
    );
  };
};

function addressesOf(from: Envelope, part: string): readonly Address[] {
  switch (part) {
    case 'from':
      return from.from === undefined ? [] : one(from.from);
    case 'to':
      return from.to === undefined ? [] : one(from.to);
    case 'orig_to':
      return from.originalTo === undefined ? [] : one(from.originalTo);
    case 'auth':
      // A user name is no address: it is compared whole.
      return from.auth === undefined ? [] : [{ localPart: from.auth, domain: '' }];
    default:
      return [];
  }
}

/** The path of a bounce is empty, and compared as the empty string. */
function one(path: string): readonly Address[] {
  const [found] = readAddresses(path);
  return [found ?? { localPart: '', domain: '' }];
}
