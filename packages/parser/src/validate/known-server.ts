import { findProfile } from '../language/profile.ts';
import type { KnownServer, ValidateOptions } from './context.ts';

/**
 * Looks up the server that options name. Apart from the rules, so that a page which asks for no
 * server loads none.
 *
 * @throws {RangeError} naming the profiles that there are
 */
export function knownServer({ profile, ...rest }: ValidateOptions): KnownServer {
  if (profile === undefined) return rest;
  return { ...rest, profile: typeof profile === 'string' ? findProfile(profile) : profile };
}
