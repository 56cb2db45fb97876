import { describe, expect, it } from 'vitest';
import { isInterpreterError } from './error.ts';
import { limits } from './limits.ts';
import { prepare } from './program.ts';
import type { RunOptions } from './run/option.ts';

const mail = [
  'From: Bob <bob@example.org>',
  'To: Team: alice@lab.test, "Carol, C." <carol+lists@lab.test>;',
  'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= [list-x]',
  ' at five',
  'X-Number: 07',
  '',
  'The body.',
  '',
].join('\r\n');

/** The actions of a script, a word each. */
function outcome(script: string, options: RunOptions = {}): string {
  const { actions, implicitKeep, errors } = prepare(script).run(mail, options);
  const words = actions.map((action) => {
    if ('mailbox' in action) return `${action.type}:${action.mailbox}`;
    return action.type === 'redirect' ? `redirect:${action.address}` : action.type;
  });
  if (implicitKeep) words.push('implicit');
  return [...words, ...errors.map(({ line }) => `error:${line}`)].join(' ');
}

describe('what a script does', () => {
  it.each([
    ['', 'implicit'],
    ['keep;', 'keep:INBOX'],
    ['discard;', 'discard'],
    ['stop; discard;', 'implicit'],
    ['require "fileinto"; fileinto "A"; fileinto "A";', 'fileinto:A'],
    ['require ["fileinto", "copy"]; fileinto :copy "A";', 'fileinto:A implicit'],
    ['redirect "a@b.test"; redirect "a@b.test"; keep;', 'redirect:a@b.test keep:INBOX'],
    ['if false { discard; } elsif true { keep; } else { stop; }', 'keep:INBOX'],
    ['if false { discard; } else { redirect "a@b.test"; }', 'redirect:a@b.test'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });
});

describe('tests', () => {
  it.each([
    ['header :is "subject" "Grüße [list-x] at five"', true],
    ['header :contains "SUBJECT" "LIST-X"', true],
    ['header :comparator "i;octet" :contains "subject" "LIST-X"', false],
    ['header :matches "subject" "*[list-?]*"', true],
    ['header :matches "subject" "list"', false],
    ['header :contains "x-missing" ""', false],
    ['header :value "ge" :comparator "i;ascii-numeric" "x-number" "7"', true],
    ['header :count "eq" :comparator "i;ascii-numeric" ["x-number", "from"] "2"', true],
    ['header :regex "subject" "^Gr.*[[]list-[xyz]"', true],
    ['address :is "from" "bob@example.org"', true],
    ['address :domain "to" "lab.test"', true],
    ['address :localpart "to" "carol+lists"', true],
    ['address :detail "to" "lists"', true],
    ['address :user "to" "carol"', true],
    ['exists ["from", "to"]', true],
    ['exists ["from", "cc"]', false],
    ['size :over 100', true],
    ['size :under 100', false],
    ['envelope "from" "sender@example.org"', true],
    ['envelope :domain "to" "lab.test"', true],
    ['allof(true, not false)', true],
    ['anyof(false, false)', false],
    ['string :is "a" "A"', false],
    ['string :comparator "i;ascii-casemap" :is "a" "A"', true],
    ['string :matches "é" "??"', true],
    ['string :regex "é" "^..$"', true],
  ])('%s: %s', (test, expected) => {
    const script =
      'require ["envelope", "relational", "comparator-i;ascii-numeric", "regex", "variables", ' +
      `"subaddress"];\nif ${test} { discard; }`;
    const envelope = { from: 'sender@example.org', to: 'alice@lab.test' };
    expect(outcome(script, { envelope })).toBe(expected ? 'discard' : 'implicit');
  });
});

describe('variables', () => {
  it.each([
    ['set "a" "x"; fileinto "${a}${A}${b}.";', 'fileinto:xx.'],
    ['set :upper "a" "x"; set :length "b" "Grüße"; fileinto "${a}${b}";', 'fileinto:X5'],
    ['set :lower :upperfirst "a" "jOE"; fileinto "${a}";', 'fileinto:Joe'],
    ['if header :matches "subject" "*[*]*" { fileinto "${2}"; }', 'fileinto:list-x'],
    ['if header :matches "from" "*<*@*>*" { fileinto "${3}/${2}"; }', 'fileinto:example.org/bob'],
    ['if header :regex "subject" "([a-z]+)-(.)" { fileinto "${1}-${2}"; }', 'fileinto:list-x'],
    ['if string :matches "ab" "?*" { fileinto "${1}|${2}"; }', 'fileinto:a|b'],
  ])('%s → %s', (commands, expected) => {
    expect(outcome(`require ["variables", "fileinto", "regex"]; ${commands}`)).toBe(expected);
  });
});

it('says which line of which command caused an action', () => {
  const { actions } = prepare('\n\nif true {\n  keep;\n}').run(mail);
  expect(actions).toMatchObject([{ type: 'keep', line: 4 }]);
});

it('traces tests, what they compared, and what was not evaluated', () => {
  const script = 'if anyof(header :is "x-number" "07", true) { keep; }';
  const { trace } = prepare(script).run(mail, { trace: true });
  expect(trace).toMatchObject([
    {
      kind: 'test',
      name: 'header',
      depth: 1,
      result: true,
      comparisons: [{ value: '07', key: '07', matched: true }],
    },
    { kind: 'skipped', name: 'true', depth: 1 },
    { kind: 'test', name: 'anyof', depth: 0, result: true, comparisons: [] },
    { kind: 'command', name: 'keep' },
  ]);
});

it.each([
  ['more actions than a server does', 'require "fileinto";', limits.actions + 1, 'fileinto "$n";'],
  ['more redirects than a server does', '', limits.redirects + 1, 'redirect "a$n@b.test";'],
  ['more variables than are kept', 'require "variables";', limits.variables + 1, 'set "v$n" "";'],
])('%s: the mail is kept, and nothing else done', (_, head, count, command) => {
  const commands = Array.from({ length: count }, (_, n) => command.replace('$n', `${n}`));
  expect(outcome([head, ...commands].join('\n'))).toBe(`implicit error:${count + 1}`);
});

it('refuses a script with an error, and says where', () => {
  const attempt = () => prepare('keep;\nfileinto "A";');
  expect(attempt).toThrow(/Line 2: .*fileinto/);
  try {
    attempt();
  } catch (error) {
    expect(isInterpreterError(error) && error.code).toBe('script');
  }
});
