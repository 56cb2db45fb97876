import { type Address, formatAddress } from '../message/address.ts';
import type { Arguments } from './arguments.ts';

/** The part of an address that a test compares; null where the address has none. */
export type AddressPart = (address: Address) => string | null;

/** The address part that the tags of a test ask for (RFC 5228 section 2.7.4, RFC 5233). */
export function compileAddressPart(args: Arguments): AddressPart {
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
