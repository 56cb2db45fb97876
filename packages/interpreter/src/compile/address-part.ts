import { type Address, formatAddress, isComment, readAddresses } from '../message/address.ts';
import { encodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';
import type { Arguments } from './arguments.ts';

/** What a header field or the envelope holds: addresses, or one text that is none. */
export type AddressItem = Address | { readonly unread: string };

/**
 * The part of it that a test compares (RFC 5228 section 2.7.4, RFC 5233); null where it has none,
 * which `:count` counts all the same.
 */
export type AddressPart = (run: Run, item: AddressItem) => string | null;

/** The addresses of a field; where none can be read, its whole text, as servers compare it then. */
export function addressItems(text: string): readonly AddressItem[] {
  const addresses = readAddresses(text);
  if (addresses.length > 0) return addresses;
  return isComment(text) ? [] : [{ unread: text }];
}

/** The address part that the tags of a test ask for. */
export function compileAddressPart(args: Arguments): AddressPart {
  const all = !['localpart', 'domain', 'user', 'detail'].some((tag) => args.has(tag));
  const part = partOf(args);
  return (run, item) => {
    if (!('unread' in item)) return part(item, run);
    return all || item.unread === '' ? item.unread : null;
  };
}

function partOf(args: Arguments): (address: Address, run: Run) => string | null {
  if (args.has('localpart')) return (address) => address.localPart;
  if (args.has('domain')) return (address) => address.domain;
  if (args.has('user')) return (address, run) => splitDetail(address, run).user;
  if (args.has('detail')) return (address, run) => splitDetail(address, run).detail;
  return formatAddress;
}

/** The first of the characters that the server takes for a delimiter (RFC 5233 section 4). */
function splitDetail(
  { localPart }: Address,
  { settings }: Run,
): { user: string; detail: string | null } {
  const delimiters = encodeUtf8(settings.recipientDelimiter);
  const at = [...localPart].findIndex((octet) => delimiters.includes(octet));
  if (at === -1) return { user: localPart, detail: null };
  return { user: localPart.slice(0, at), detail: localPart.slice(at + 1) };
}
