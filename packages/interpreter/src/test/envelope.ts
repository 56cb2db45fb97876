import { type AddressItem, addressItems, compileAddressPart } from '../compile/address-part.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { encodeUtf8 } from '../message/octets.ts';
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
      addresses.map((item) => part(run, item)),
    );
  };
};

function addressesOf(from: Envelope, part: string): readonly AddressItem[] {
  switch (part) {
    case 'from':
      return addressesIn(from.from);
    case 'to':
      return addressesIn(from.to);
    case 'orig_to':
      return addressesIn(from.originalTo);
    case 'auth':
      // A user name is no address: it is compared whole.
      return from.auth === undefined ? [] : [{ unread: encodeUtf8(from.auth) }];
    default:
      return [];
  }
}

function addressesIn(path: string | undefined): readonly AddressItem[] {
  return path === undefined ? [] : addressItems(encodeUtf8(path));
}
