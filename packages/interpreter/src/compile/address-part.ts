import { type Address, formatAddress, readAddresses } from '../message/address.ts';
import type { Arguments } from './arguments.ts';

/** What a header field or the envelope holds: addresses, or one text that is none. */
export type AddressItem = Address | { readonly unread: string };

/**
 * The part of it that a test compares (RFC 5228 section 2.7.4, RFC 5233); null where it has none,
 * which `:count` counts all the same.
 */
export type AddressPart = (item: AddressItem) => string | null;

/** The addresses of a field; where none can be read, its whole text, as servers compare it then. */
export function addressItems(text: string): readonly AddressItem[] {
  const addresses = readAddresses(text);
  return addresses.length > 0 ? addresses : [{ unread: text }];
}

/** The address part that the tags of a test ask for. */
export function compileAddressPart(args: Arguments): AddressPart {
  const all = !['localpart', 'domain', 'user', 'detail'].some((tag) => args.has(tag));
  const part = partOf(args);
  return (item) => {
    if (!('unread' in item)) return part(item);
    return all || item.unread === '' ? item.unread : null;
  };
}

function partOf(args: Arguments): (address: Address) => string | null {
  if (args.has('localpart')) return (address) => address.localPart;
  if (args.has('domain')) return (address) => address.domain;
  if (args.has('user')) return (address) => splitDetail(address).user;
  if (args.has('detail')) return (address) => splitDetail(address).detail;
  return formatAddress;
}

/** Stands between user and detail (RFC 5233 section 4). */
const delimiter = '+';

function splitDetail({ localPart }: Address): { user: string; detail: string | null } {
  const at = localPart.indexOf(delimiter);
  if (at === -1) return { user: localPart, detail: null };
  return { user: localPart.slice(0, at), detail: localPart.slice(at + delimiter.length) };
}
