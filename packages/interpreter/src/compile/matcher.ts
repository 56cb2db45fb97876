import { limits } from '../limits.ts';
import type { Comparator } from '../match/comparator.ts';
import { findComparator } from '../match/comparator.ts';
import { compileGlob, type Glob, GlobLimitError } from '../match/glob.ts';
import { compileRegex, type Regex } from '../match/regex.ts';
import { holds } from '../match/relation.ts';
import { decodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';
import { RunError } from '../run/run-error.ts';
import type { Arguments } from './arguments.ts';
import type { Text } from './text.ts';

/** Holds values against the keys of a test (RFC 5228 section 2.7). */
export interface Matcher {
  /** Whether one of the values matches one of the keys; null is counted, but matches none. */
  matches(run: Run, values: readonly (string | null)[]): boolean;
}

/** Whether one value matches one key; sets the match values. */
type Match = (run: Run, value: string, key: string) => boolean;

/** The matcher that match type, comparator and keys of a test ask for. */
export function compileMatcher(
  args: Arguments,
  keys: readonly Text[],
  defaultComparator = 'i;ascii-casemap',
): Matcher {
  const name = args.tagText('comparator')?.constant ?? defaultComparator;
  const comparator = findComparator(name);
  if (comparator === undefined) throw new RunError(`There is no comparator "${name}".`);
  const count = args.tagText('count');
  if (count !== null) return countMatcher(comparator, count, keys);
  const match = matchFor(args, comparator);
  return {
    matches: (run, values) => {
      for (const value of values) {
        if (value === null) continue;
        for (const text of keys) {
          const key = text.read(run);
          const matched = match(run, value, key);
          run.trace?.compared(value, key, matched);
          if (matched) return true;
        }
      }
      return false;
    },
  };
}

/** `:count` compares the number of values (RFC 5231 section 4.2). */
function countMatcher(comparator: Comparator, relation: Text, keys: readonly Text[]): Matcher {
  return {
    matches: (run, values) => {
      const value = String(values.length);
      for (const text of keys) {
        const key = text.read(run);
        const order = comparator.compare(comparator.fold(value), comparator.fold(key));
        const matched = holds(relation.read(run), order);
        run.trace?.compared(value, key, matched);
        if (matched) return true;
      }
      return false;
    },
  };
}

function matchFor(args: Arguments, comparator: Comparator): Match {
  const relation = args.tagText('value');
  if (relation !== null) {
    return (run, value, key) =>
      holds(relation.read(run), comparator.compare(comparator.fold(value), comparator.fold(key)));
  }
  if (args.has('contains')) {
    return (_, value, key) => comparator.fold(value).includes(comparator.fold(key));
  }
  if (args.has('list')) return isMember;
  if (args.has('matches')) return globMatch(comparator);
  if (args.has('regex')) return regexMatch(comparator);
  return (_, value, key) => isSame(comparator, value, key);
}

/** In the list of the name that the key is, case aside (RFC 6134 section 2.2). */
const isMember: Match = (run, value, key) => {
  const name = decodeUtf8(key);
  const { lists = {} } = run.options;
  if (!Object.hasOwn(lists, name)) throw new RunError(`There is no list "${name}".`);
  const wanted = decodeUtf8(value).toLowerCase();
  if (!lists[name]?.some((member) => member.toLowerCase() === wanted)) return false;
  run.matchValues = [value];
  return true;
};

/** An empty value is the same as an empty key only, to a comparator of numbers too. */
function isSame(comparator: Comparator, value: string, key: string): boolean {
  if (value === '') return key === '';
  return comparator.compare(comparator.fold(value), comparator.fold(key)) === 0;
}

function globMatch(comparator: Comparator): Match {
  const globs = new Map<string, Glob>();
  return (run, value, key) => {
    const glob = remember(globs, key, () => compileGlob(comparator.fold(key)));
    const folded = comparator.fold(value);
    const ranges = matchGlob(glob, folded);
    if (ranges === null) return false;
    const source = folded.length === value.length ? value : folded;
    const captured = ranges.map(([from, to]) => source.slice(from, to));
    run.matchValues = [source, ...captured].slice(0, limits.matchValues);
    return true;
  };
}

function matchGlob(glob: Glob, value: string): ReturnType<Glob['match']> {
  try {
    return glob.match(value);
  } catch (error) {
    if (!(error instanceof GlobLimitError)) throw error;
    throw new RunError(`A pattern of :matches would compare more than ${limits.globSteps} octets.`);
  }
}

function regexMatch(comparator: Comparator): Match {
  const regexes = new Map<string, Regex | null>();
  const caseless = comparator.name === 'i;ascii-casemap';
  return (run, value, key) => {
    const regex = remember(regexes, key, () => compileRegex(key, caseless));
    if (regex === null) throw new RunError(`"${key}" is no regular expression that can be run.`);
    const groups = regex.match(value);
    if (groups === null) return false;
    run.matchValues = groups.slice(0, limits.matchValues);
    return true;
  };
}

/** Keys with variables differ from run to run, but not often. */
function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const present = known.get(key);
  if (present !== undefined) return present;
  if (known.size >= 64) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
