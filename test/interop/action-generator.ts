import * as fc from 'fast-check';
import { tests } from './run-generator.ts';

const pick = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const mailbox = pick([
  ...[
    '"A"',
    '"INBOX"',
    '"inbox"',
    '"A/B"',
    '"Größe"',
    '" A"',
    '"A "',
    '"\u0024{v}"',
    '"\u0024{1}"',
  ],
]);
const flags = pick([
  ...['"\\\\Seen"', '["\\\\Seen", "\\\\Flagged"]', '"x"', '"x \\\\Answered"', '"$Junk"'],
  ...['"\\\\seen x X"', '""'],
]);
const flagTag = fc.oneof(
  fc.constant(''),
  flags.map((list) => `:flags ${list} `),
);
const recipient = pick([
  ...['"a@b.test"', '"A@b.test"', '"c@d.test"', '"\u0024{v}@b.test"', '"Foo <a@b.test>"'],
]);
const modifiers = pick([
  ...['', ':lower ', ':upper ', ':lowerfirst ', ':upperfirst ', ':quotewildcard ', ':length '],
  ...[':upper :lowerfirst ', ':quotewildcard :length '],
]);
const text = pick(['"aBc*d\\\\e"', '"é"', '"\u0024{1}"', '"x\u0024{v}y"', '"\u0024{0}"', '""']);

const action: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(pick(['', '', ':create ', ':copy ']), flagTag, mailbox)
      .map(([tag, list, name]) => `fileinto ${tag}${list}${name};`),
  },
  flagTag.map((list) => `keep ${list};`),
  fc.tuple(pick(['', ':copy ']), recipient).map(([tag, to]) => `redirect ${tag}${to};`),
  fc
    .tuple(pick(['setflag', 'addflag', 'removeflag', 'addflag "v"']), flags)
    .map(([command, list]) => `${command} ${list};`),
  fc
    .tuple(modifiers, pick(['v', 'w']), text)
    .map(([tags, name, value]) => `set ${tags}"${name}" ${value};`),
  pick([
    'discard;',
    'stop;',
    'reject "no";',
    'vacation "away";',
    'vacation :handle "h" :days 2 :subject "s" "x";',
    'error "oops";',
    'if duplicate { stop; }',
    'if header :matches "subject" "*b*" { set "v" "\u0024{1}"; }',
  ]),
);
const hasflag = fc
  .tuple(
    pick([':is ', ':contains ', ':matches ', ':count "ge" ', ':count "eq" ']),
    pick(['', '"v" ', '["v", "w"] ']),
    pick(['"\\\\Seen"', '"x"', '"1"', '"2"', '["x", "\\\\seen"]', '"*"']),
  )
  .map(([type, names, keys]) => {
    const comparator = type.startsWith(':count') ? ':comparator "i;ascii-numeric" ' : '';
    return `hasflag ${type}${comparator}${names}${keys}`;
  });
const test = fc.oneof(
  { weight: 3, arbitrary: tests },
  hasflag,
  pick(['true', 'false', 'not false']),
);
const block = fc.array(action, { maxLength: 3 }).map((actions) => `{\n${actions.join('\n')}\n}`);
const statement = fc.oneof(
  { weight: 2, arbitrary: action },
  fc
    .tuple(test, block, fc.option(fc.tuple(test, block)), fc.option(block))
    .map(([first, then, next, last]) => {
      const elsif = next === null ? '' : ` elsif anyof(${next[0]}, false) ${next[1]}`;
      return `if ${first} ${then}${elsif}${last === null ? '' : ` else ${last}`}`;
    }),
);

const head =
  'require ["variables", "fileinto", "envelope", "relational", "regex", "subaddress", "date", ' +
  '"index", "comparator-i;ascii-numeric", "copy", "mailbox", "imap4flags", "reject", "vacation", ' +
  '"ihave", "duplicate"];\n';

/** Scripts with actions, and tests around some of them. */
export const scripts: fc.Arbitrary<string> = fc
  .array(statement, { minLength: 1, maxLength: 6 })
  .map((statements) => head + statements.join('\n'));
