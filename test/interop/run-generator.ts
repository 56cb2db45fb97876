import * as fc from 'fast-check';

// What tests of scripts compare, and messages to compare it with: half of it broken as in the wild.

/** A string as Sieve writes it. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

const pick = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const word = pick([
  ...['bob', 'alice', 'list', 'Foo', 'é', 'Grüße', 'a+b', 'x', '(c)', '"q s"', '[1]', '😀'],
  ...['0', '07', '12x', '..', '?', '*', '\\', '\t'],
  ...['=?utf-8?q?caf=C3=A9?=', '=?iso-8859-1?q?caf=E9?=', '=?utf-8?b?w6k=?='],
]);
const address = pick([
  ...['bob@x.org', 'Bob <bob@x.org>', '"B, C" <b.c@X.org>', 'bob+det@x.org', '"a b"@x.org'],
  ...['g: a@b.c, d@e.f;', 'u:;', '<@r.org:bob@x.org>', 'bob (c) @ x . org', 'a@[1.2.3.4]'],
  ...['bob', '<>', 'a@b, ', 'bob@', '@x.org', 'a b@x.org', '<bob@x.org', 'bob@x.org>', 'é@x.org'],
  ...['x@é.org', 'a@b;c@d', 'a@b@c', '"open <a@b.c>', 'Foo <a@b.c> bar', 'a.@b.c', '.a@b.c'],
  ...['"a"."b"@c.d', 'a@b.c (x', 'a <b <c@d.e>>', 'Foo: a@b.c', 'a@b.c, bad bad, d@e.f'],
]);
const value = fc.oneof(
  fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
  address,
);

const folds: readonly ((text: string) => string)[] = [
  (text) => ` ${text}`,
  (text) => ` ${text.replace(' ', '\r\n ')}`,
  (text) => ` ${text.replace(' ', '\r\n\t')}`,
  (text) => `  ${text}  `,
  (text) => text,
];
const field = fc
  .tuple(pick(['Subject', 'From', 'To', 'X-A', 'x-a', 'Cc', 'Reply-To']), value, pick(folds))
  .map(([name, text, fold]) => `${name}:${fold(text)}\r\n`);
const dateField = fc
  .tuple(
    pick(['Date', 'Received']),
    pick([
      'Mon, 2 Nov 2026 10:20:30 +0100',
      '2 Nov 26 01:02 GMT',
      '31 Dec 1999 23:59:60 -0500',
      'from x by y; 3 Mar 2021 04:05:06 +0530',
      'Fri, 29 Feb 2024 12:00:00 EST',
      '29 Feb 2023 12:00:00 +0000',
      'Mon 2 Nov 2026 10:20:30 +0100',
      'foo',
    ]),
  )
  .map(([name, text]) => `${name}: ${text}\r\n`);

/** Messages with headers of all sorts. */
export const messages: fc.Arbitrary<string> = fc
  .tuple(fc.array(field, { maxLength: 7 }), fc.array(dateField, { maxLength: 2 }))
  .map(([fields, dates]) => `${[...fields, ...dates].join('')}\r\nbody\r\n`);

/** Paths of an envelope. */
export const senders: fc.Arbitrary<string> = pick(['bob@x.org', 'a.b+c@d.e', '"a b"@x.org', 'x@y']);

const name = pick(['Subject', 'from', 'to', 'x-a', 'cc', 'reply-to', 'x-none']);
const names = fc.oneof(
  name.map(quote),
  fc.array(name, { minLength: 1, maxLength: 2 }).map((list) => `[${list.map(quote).join(', ')}]`),
);
const comparator = pick([
  '',
  ':comparator "i;octet" ',
  ':comparator "i;ascii-casemap" ',
  ':comparator "i;ascii-numeric" ',
]);
// No "?" before a literal and a "*", and no lone backslash: there the server is not the judge.
const glob = fc
  .array(pick(['*', 'a', 'b', 'o', 'x', '.org', 'é', '\\*', '@', '+', ' ', 'Foo', 'list', '[']), {
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''));
const regex = fc
  .array(
    pick([
      ...['a', 'b', 'o', '.', '.*', '[a-z]', '[^a]', '(a|b)', '+', '?', 'x', '$', '^', '\\.', '@'],
      ...['[[:alpha:]]', '{2}', '(.)', 'é', ' ', '|', '[]a]', '\\+', '[+*]'],
    ]),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''));

function keysFor(matchType: string): fc.Arbitrary<string> {
  if (matchType === ':matches') return glob;
  if (matchType === ':regex') return regex;
  return fc.oneof(value, word, address);
}

/** Match type with comparator, and keys. */
const match: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  pick([':is', ':contains', ':matches', ':regex']).chain((type) =>
    fc
      .tuple(comparator, fc.array(keysFor(type), { minLength: 1, maxLength: 2 }))
      .map(([tag, keys]) => [`${type} ${tag}`, `[${keys.map(quote).join(', ')}]`] as const),
  ),
  fc
    .tuple(
      pick([
        ':value "gt"',
        ':value "le"',
        ':value "eq"',
        ':value "ne"',
        ':count "ge"',
        ':count "eq"',
      ]),
      comparator,
      pick(['0', '1', '2', '07', 'bob', '', ' 1']),
    )
    .map(([type, tag, key]) => [`${type} ${tag}`, quote(key)] as const),
);
const part = pick(['', ':all ', ':localpart ', ':domain ', ':user ', ':detail ']);
const datePart = pick([
  ...['year', 'month', 'day', 'date', 'julian', 'hour', 'minute', 'second', 'time', 'iso8601'],
  ...['std11', 'zone', 'weekday'],
]);
const dateKey = pick([
  '2026',
  '11',
  '02',
  '10',
  '2026-11-02',
  '0*',
  '*',
  '-0500',
  '1',
  '59',
  '',
  'Nov',
]);

/** Tests of the language. */
export const tests: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(names, match).map(([list, [type, keys]]) => `header ${type}${list} ${keys}`),
  fc
    .tuple(pick([':index 1 ', ':index 2 ', ':last :index 1 ']), names, match)
    .filter(([, , [type]]) => !type.startsWith(':count'))
    .map(([index, list, [type, keys]]) => `header ${index}${type}${list} ${keys}`),
  fc
    .tuple(pick(['from', 'to', 'cc', 'reply-to']), part, match)
    .map(([list, tag, [type, keys]]) => `address ${type}${tag}${quote(list)} ${keys}`),
  names.map((list) => `exists ${list}`),
  fc
    .tuple(pick(['from', 'to']), part, match)
    .map(([list, tag, [type, keys]]) => `envelope ${type}${tag}${quote(list)} ${keys}`),
  fc
    .tuple(fc.array(value, { minLength: 1, maxLength: 2 }), match)
    .map(([list, [type, keys]]) => `string ${type}[${list.map(quote).join(', ')}] ${keys}`),
  fc.nat(300).map((limit) => `size :over ${limit}`),
  fc
    .tuple(
      pick(['', ':originalzone ', ':zone "+0200" ', ':zone "-0930" ']),
      pick(['date', 'received']),
      datePart,
      fc.tuple(pick([':is', ':value "ge"', ':matches', ':contains']), dateKey),
    )
    .map(
      ([zone, list, of, [type, key]]) =>
        `date ${zone}${type} ${quote(list)} ${quote(of)} ${quote(key)}`,
    ),
);
