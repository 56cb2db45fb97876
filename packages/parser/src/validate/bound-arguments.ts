import { findCommand, findTest } from '../language/registry.ts';
import type { Argument, Command, Tag, Test } from '../syntax/ast.ts';
import { bind } from './bind.ts';

/** The arguments of a command or test, by the names that the tables give them. */
export interface BoundArguments {
  /** Lower-case names of the tags given, and the value of each that has one. */
  readonly tags: ReadonlyMap<string, { readonly node: Tag; readonly value: Argument | null }>;
  /** By name of the parameter, such as `keys`; optional ones that were left out are absent. */
  readonly values: ReadonlyMap<string, Argument>;
}

/**
 * Gives each argument of a valid command or test its role. `capabilities` are those required.
 *
 * @returns null where the language has no command or test of this name
 */
export function bindArguments(
  node: Command | Test,
  capabilities: ReadonlySet<string>,
): BoundArguments | null {
  const { lower } = node.name;
  const enabled = new Set(capabilities);
  const entry = node.type === 'command' ? findCommand(lower, enabled) : findTest(lower, enabled);
  if (entry === undefined) return null;
  const bound = bind(node, entry, { enabled });
  const tags = new Map(bound.tags.map((tag) => [tag.node.lower, tag]));
  const values = new Map<string, Argument>();
  bound.positional.forEach((argument, index) => {
    const parameter = bound.parameters[index];
    if (parameter !== undefined) values.set(parameter.name, argument);
  });
  return { tags, values };
}
