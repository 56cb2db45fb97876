import { RE2JS } from 're2js';
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
  const translated = translatePosix(pattern);
  if (translated === null) return null;
  const flags = RE2JS.LONGEST_MATCH | RE2JS.DOTALL | (caseless ? RE2JS.CASE_INSENSITIVE : 0);
  try {
    const program = RE2JS.compile(translated, flags);
    return { match: (value) => run(program, value) };
  } catch {
    return null;
  }
}

function run(program: RE2JS, value: string): string[] | null {
  const matcher = program.matcher(value);
  if (!matcher.find()) return null;
  const groups: string[] = [];
  for (let index = 0; index <= matcher.groupCount(); index++)
    groups.push(matcher.group(index) ?? '');
  return groups;
}
