import { RE2JS } from 're2js';
import { lowerAscii } from '../message/octets.ts';
import { translatePosix } from './posix-pattern.ts';

/** A pattern of `:regex` (draft-ietf-sieve-regex), ready to be held against values. */
export interface Regex {
  /** Where it is found, what it and each of its groups stood for (empty where unused); else null. */
  match(value: string): readonly string[] | null;
}

/**
 * Reads a POSIX extended regular expression. The longest of the leftmost matches counts, and time is
 * linear in the value, whatever the pattern.
 *
 * @returns null where the pattern is none, or refers back to a group
 */
export function compileRegex(pattern: string, caseless: boolean): Regex | null {
  // Only US-ASCII: octets of UTF-8 have no case.
  const fold = caseless ? lowerAscii : (text: string): string => text;
  const translated = translatePosix(pattern, fold);
  if (translated === null) return null;
  try {
    const program = RE2JS.compile(translated, RE2JS.LONGEST_MATCH | RE2JS.DOTALL);
    return { match: (value) => run(program, value, fold(value)) };
  } catch {
    return null;
  }
}

function run(program: RE2JS, value: string, folded: string): string[] | null {
  const matcher = program.matcher(folded);
  if (!matcher.find()) return null;
  const groups: string[] = [];
  for (let index = 0; index <= matcher.groupCount(); index++) {
    const from = matcher.start(index);
    groups.push(from === -1 ? '' : value.slice(from, matcher.end(index)));
  }
  return groups;
}
