import type { Diagnostic, Script } from '@sievekit/parser';
import { tests } from '../test/tests.ts';

/** What an error is about: names as our sentence quotes them, and the text where it stands. */
interface About {
  /** The first and second name in quotes. */
  readonly name: string;
  readonly other: string;
  readonly message: string;
}

/** “the keep command”, “the size test” */
function subject(name: string): string {
  return `the ${name} ${tests.has(name.toLowerCase()) ? 'test' : 'command'}`;
}

const words: Readonly<Record<string, (about: About) => string>> = {
  'address-syntax': ({ name }) => `specified address '${name}' is invalid`,
  'command-as-test': ({ name }) => `attempted to use command '${name}' as test`,
  'conflicting-tags': ({ name }) => `encountered duplicate argument (${name})`,
  'duplicate-tag': ({ name, other }) =>
    `encountered duplicate ${name} argument for ${subject(other)}`,
  'else-without-if': ({ name }) => `the ${name} command must follow an if or elseif command`,
  'empty-test-list': () => "expecting test identifier after '(' in test list, but found ')'",
  'misplaced-require': () =>
    'require commands can only be placed at top level at the beginning of the file',
  'missing-argument': ({ name, message }) =>
    message.includes('tag')
      ? `${subject(name)} requires`
      : `${subject(name)} requires positional argument(s)`,
  'missing-block': ({ name }) => `${subject(name)} requires a command block, but it is missing`,
  'missing-partner-tag': ({ name, other }) =>
    `the ${name} tag cannot be specified without the ${other} tag`,
  'missing-require': ({ name }) => missing(name),
  'missing-right-brace': () => "expected end of compound block '}', but found end of file",
  'missing-semicolon': () => "missing semicolon ';'",
  'missing-test': ({ name, message }) =>
    message.includes('tests')
      ? `${subject(name)} requires a list of sub-tests, but none is specified`
      : `${subject(name)} requires one sub-test, but none is specified`,
  'no-address-header': ({ name }) =>
    `specified header '${name}' is not allowed for the address test`,
  'number-too-small': () => 'cannot be zero',
  'regex-syntax': () => 'invalid regular expression',
  'single-test-expected': ({ name }) =>
    `${subject(name)} requires one sub-test, but a list of tests is specified`,
  'test-as-command': ({ name }) => `attempted to use test '${name}' as command`,
  'unexpected-argument': ({ name }) => `${subject(name)} requires positional argument(s)`,
  'unexpected-block': ({ name }) =>
    `${subject(name)} does not accept a command block, but one is specified anyway`,
  'unexpected-test': ({ name }) => `${subject(name)} accepts no sub-tests, but tests are specified`,
  'unknown-capability': ({ name }) => `require command: unknown Sieve capability \`${name}'`,
  'unknown-command': ({ name }) =>
    `unknown command '${name}' (only reported once at first occurrence)`,
  'unknown-comparator': ({ name }) => `unknown comparator '${name}'`,
  'unknown-envelope-part': ({ name }) =>
    `specified envelope part '${name}' is not supported by the envelope test`,
  'unknown-namespace': ({ name }) => `referring to variable in unknown namespace '${name}'`,
  'unknown-relation': () =>
    'requires a constant string argument being one of "gt", "ge", "lt", "le", "eq" or "ne"',
  'unknown-tag': ({ name, other }) =>
    `unknown tagged argument '${other}' for ${subject(name)} (reported only once at first occurrence)`,
  'unknown-test': ({ name }) => `unknown test '${name}' (only reported once at first occurrence)`,
  'unterminated-string': () => 'end of file before end of quoted string',
  'unterminated-text': () => 'end of file before end of multi-line string',
  'variable-name': ({ name }) => `invalid variable name '${name}'`,
  'wrong-argument-type': ({ name, message }) => {
    const [, wanted, what, found] = /takes (.+) for the (.+), not (.+)\.$/.exec(message) ?? [];
    return `${subject(name)} expects ${wanted} as argument (${what}), but ${found} was found`;
  },
};

function missing(name: string): string {
  if (name.startsWith(':')) return `unknown tagged argument '${name}'`;
  if (/^[a-z];/.test(name)) return `unknown comparator '${name}'`;
  const sort = tests.has(name.toLowerCase()) ? 'test' : 'command';
  return `unknown ${sort} '${name}' (only reported once at first occurrence)`;
}

/**
 * An error in the words of Pigeonhole, which test files written for it look for; null where they are
 * not known. Numbers that the server counts arguments with are left out.
 */
export function wordsOfServer(
  { code, message, from }: Diagnostic,
  { text }: Script,
): string | null {
  const [name = '', other = ''] = [...message.matchAll(/[“"]([^”"]*)[”"]/g)].map(
    ([, quoted = '']) => quoted,
  );
  const word = words[code];
  if (word === undefined) return null;
  const own = code === 'else-without-if' ? (/^\w+/.exec(text.slice(from))?.[0] ?? '') : name;
  return `${word({ name: own, other, message })}.`;
}
