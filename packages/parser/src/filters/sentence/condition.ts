import type { Test } from '../../syntax/ast.ts';
import { type Given, readGiven, valuesOf } from './argument.ts';
import type { SentenceMessages } from './message.ts';

type Describe = (given: Given, words: SentenceMessages, test: Test, not: boolean) => string | null;

/** The tests for which there are words of their own where they must not hold. */
const negatable = new Set([
  'address',
  'body',
  'currentdate',
  'date',
  'envelope',
  'exists',
  'hasflag',
  'header',
  'string',
]);

const matchTags = ['is', 'contains', 'matches', 'regex', 'list', 'value', 'count'];

/** The condition of a test; null where the form does not know it. */
export function describeTest(test: Test, words: SentenceMessages, not = false): string | null {
  const { lower } = test.name;
  if (lower === 'anyof' || lower === 'allof') {
    const parts = test.tests.map((inner) => describeTest(inner, words));
    if (!parts.every((part) => part !== null) || parts.length === 0) return null;
    return lower === 'anyof' ? words.or(parts) : words.and(parts);
  }
  if (lower === 'not') {
    const [inner] = test.tests;
    if (inner === undefined) return null;
    if (negatable.has(inner.name.lower)) return describeTest(inner, words, true);
    const condition = describeTest(inner, words);
    return condition === null ? null : words.not(condition);
  }
  return tests.get(lower)?.(readGiven(test), words, test, not) ?? null;
}

const table: Readonly<Record<string, Describe>> = {
  true: (_, words) => words.anyMessage,
  false: (_, words) => words.never,
  header: ({ tags, rest }, words, _, not) => {
    const names = valuesOf(rest[0]).map((name) => fieldName(name, words));
    return compare(tags, words.or(names), rest[1], words, not);
  },
  address: ({ tags, rest }, words, _, not) => {
    const names = valuesOf(rest[0]).map((name) => fieldName(name, words));
    return compare(tags, partOf(tags, words.or(names), words), rest[1], words, not);
  },
  envelope: ({ tags, rest }, words, _, not) => {
    const names = valuesOf(rest[0]).map((name) => words.envelope(name));
    return compare(tags, partOf(tags, words.or(names), words), rest[1], words, not);
  },
  body: ({ tags, rest }, words, _, not) => compare(tags, words.body, rest[0], words, not),
  hasflag: ({ tags, rest }, words, _, not) => compare(tags, words.flags, rest.at(-1), words, not),
  date: ({ tags, rest }, words, _, not) => {
    const of = valuesOf(rest[0]).map((name) => fieldName(name, words));
    return compare(
      tags,
      words.date(words.or(valuesOf(rest[1])), words.or(of)),
      rest[2],
      words,
      not,
    );
  },
  currentdate: ({ tags, rest }, words, _, not) =>
    compare(tags, words.date(words.or(valuesOf(rest[0])), null), rest[1], words, not),
  exists: ({ rest }, words, _, not) => words.exists(words.and(valuesOf(rest[0])), not),
  size: ({ tags }, words, test) => {
    const size = test.arguments.find((argument) => argument.type === 'number');
    return size === undefined ? null : words.size(tags.has('over'), sizeText(size.value));
  },
  duplicate: (_, words) => words.duplicate,
  spamtest: ({ tags, rest }, words) =>
    words.spam(tags.get('value') ?? 'is', words.or(valuesOf(rest[0]))),
  virustest: ({ tags, rest }, words) =>
    words.virus(tags.get('value') ?? 'is', words.or(valuesOf(rest[0]))),
  specialuse_exists: ({ rest }, words) =>
    words.useExists(words.and(valuesOf(rest.at(-1)).map((use) => use.replace(/^\\/, '')))),
  string: ({ tags, rest }, words, _, not) => {
    const texts = valuesOf(rest[0]).map((text) => words.text(quoteEmpty(text)));
    return compare(tags, words.or(texts), rest[1], words, not);
  },
  mailboxexists: ({ rest }, words) => words.mailboxExists(words.and(valuesOf(rest[0]))),
};

const tests = new Map(Object.entries(table));

function compare(
  tags: ReadonlyMap<string, string>,
  what: string,
  keys: Parameters<typeof valuesOf>[0],
  words: SentenceMessages,
  not: boolean,
): string | null {
  const values = valuesOf(keys);
  if (values.length === 0) return null;
  const tag = matchTags.find((name) => tags.has(name)) ?? 'is';
  const match = tag === 'value' || tag === 'count' ? (tags.get(tag) ?? '') : tag;
  return words.compare(match, what, words.or(values.map(quoteEmpty)), not);
}

function quoteEmpty(value: string): string {
  return value.trim() === value && value !== '' ? value : `“${value}”`;
}

function fieldName(name: string, words: SentenceMessages): string {
  switch (name.toLowerCase()) {
    case 'subject':
      return words.subject;
    case 'from':
      return words.sender;
    case 'to':
      return words.recipient;
    default:
      return words.header(name);
  }
}

function partOf(tags: ReadonlyMap<string, string>, of: string, words: SentenceMessages): string {
  for (const part of ['localpart', 'domain', 'user', 'detail'] as const) {
    if (tags.has(part)) return words.part(part, of);
  }
  return of;
}

/** Sieve's K, M and G are powers of 1024 (RFC 5228 section 2.4.1). */
function sizeText(bytes: bigint): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (unit < 3 && size >= 1024n && size % 1024n === 0n) {
    size /= 1024n;
    unit++;
  }
  return `${size} ${units[unit]}`;
}
