import type { Argument, Command, Test } from '../../syntax/ast.ts';

/** Tags with their values, and what stands after them. */
export interface Given {
  readonly tags: ReadonlyMap<string, string>;
  readonly rest: readonly Argument[];
}

/** Tags that have a value, in the commands and tests that sentences know. */
const valued = new Set([
  'comparator',
  'value',
  'count',
  'zone',
  'index',
  'flags',
  'fcc',
  'mailboxid',
  'specialuse',
  'days',
  'seconds',
  'subject',
  'from',
  'addresses',
  'handle',
  'importance',
  'options',
  'message',
  'content',
  'header',
  'uniqueid',
]);

/** Sorts the arguments of a node for a sentence; the rules of the language are not checked. */
export function readGiven({ arguments: given }: Command | Test): Given {
  const tags = new Map<string, string>();
  const rest: Argument[] = [];
  for (let i = 0; i < given.length; i++) {
    const argument = given[i];
    if (argument === undefined) continue;
    if (argument.type !== 'tag') rest.push(argument);
    else if (valued.has(argument.lower)) tags.set(argument.lower, textOf(given[++i]));
    else tags.set(argument.lower, '');
  }
  return { tags, rest };
}

/** The strings of an argument; a number as written in digits. */
export function valuesOf(argument: Argument | undefined): readonly string[] {
  if (argument?.type === 'list') return argument.items.map(({ value }) => value);
  if (argument?.type === 'string') return [argument.value];
  return argument?.type === 'number' ? [String(argument.value)] : [];
}

function textOf(argument: Argument | undefined): string {
  return valuesOf(argument).join(', ');
}
