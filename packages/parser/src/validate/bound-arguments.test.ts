import { describe, expect, it } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { bindArguments } from './bound-arguments.ts';

function roles(text: string, ...capabilities: string[]) {
  const { script } = parse(text);
  const [command] = script.commands;
  if (command === undefined) throw new Error('the case has no command');
  const bound = bindArguments(command.tests[0] ?? command, new Set(capabilities));
  if (bound === null) return null;
  const source = (node: { from: number; to: number } | null): string | null =>
    node && script.text.slice(node.from, node.to);
  return {
    tags: [...bound.tags].map(([name, { value }]) => [name, source(value)]),
    values: [...bound.values].map(([name, value]) => [name, source(value)]),
  };
}

describe('bindArguments', () => {
  it.each([
    ['fileinto :copy "A";', ['copy'], [['copy', null]], [['mailbox', '"A"']]],
    [
      'if header :value "gt" "Subject" ["a"] {}',
      ['relational'],
      [['value', '"gt"']],
      [
        ['header names', '"Subject"'],
        ['keys', '["a"]'],
      ],
    ],
    [
      'addflag "x" "y";',
      ['imap4flags', 'variables'],
      [],
      [
        ['variable name', '"x"'],
        ['flags', '"y"'],
      ],
    ],
    ['addflag "y";', ['imap4flags', 'variables'], [], [['flags', '"y"']]],
  ])('gives each argument of %s its role', (text, capabilities, tags, values) => {
    expect(roles(text, ...capabilities)).toEqual({ tags, values });
  });

  it('gives null for a name that the language does not have', () => {
    expect(roles('frobnicate;')).toBeNull();
  });
});
