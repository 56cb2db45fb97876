import { any } from './profile/any.ts';
import { cyrus36 } from './profile/cyrus-3.6.ts';
import { cyrus310 } from './profile/cyrus-3.10.ts';
import type { Profile } from './profile/definition.ts';
import { pigeonhole05 } from './profile/pigeonhole-0.5.ts';
import { pigeonhole24 } from './profile/pigeonhole-2.4.ts';
import { proton } from './profile/proton.ts';
import { stalwart } from './profile/stalwart.ts';

/** What is known of servers; `any` is the default and follows the standards. */
export const profiles: readonly Profile[] = [
  any,
  pigeonhole05,
  pigeonhole24,
  cyrus36,
  cyrus310,
  stalwart,
  proton,
];

/**
 * The profile of this name.
 *
 * @throws {RangeError} naming the profiles that there are
 */
export function findProfile(name: string): Profile {
  const found = profiles.find((profile) => profile.name === name);
  if (found !== undefined) return found;
  const names = profiles.map((profile) => profile.name).join(', ');
  throw new RangeError(`There is no profile "${name}". The profiles are ${names}.`);
}

/**
 * The profile of a server that can be asked: `sieve` is what its SIEVE capability lists,
 * `implementation` its IMPLEMENTATION (RFC 5804 section 1.7), which tells limits and differences
 * where the server is known.
 */
export function profileFromCapabilities(
  sieve: readonly string[],
  implementation?: string,
): Profile {
  const base = guess(sieve, implementation ?? '');
  return {
    ...base,
    name: 'live',
    title: implementation || 'this server',
    source: 'the server’s own SIEVE capability',
    capabilities: [...sieve],
    optional: [],
  };
}

function guess(sieve: readonly string[], implementation: string): Profile {
  if (/pigeonhole/i.test(implementation)) {
    return sieve.includes('comparator-i;unicode-casemap') ? pigeonhole24 : pigeonhole05;
  }
  const cyrus = /cyrus\D*(\d+)\.(\d+)/i.exec(implementation);
  if (cyrus !== null) {
    return Number(cyrus[1]) * 1000 + Number(cyrus[2]) < 3008 ? cyrus36 : cyrus310;
  }
  return /stalwart/i.test(implementation) ? stalwart : any;
}
