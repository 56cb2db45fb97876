import type { Parameter } from '../language/definition.ts';
import type { Entry, TagEntry } from '../language/registry.ts';
import type { Argument, Command, Tag, Test } from '../syntax/ast.ts';
import type { Context } from './context.ts';

/** A tag of the script, and its value, against what the tables say of it. */
export interface BoundTag {
  readonly node: Tag;
  /** Null where the command has no such tag. */
  readonly entry: TagEntry | null;
  /** The argument taken as value, of the right type or not. */
  readonly value: Argument | null;
  /** It stands after a positional argument. */
  readonly misplaced: boolean;
}

/** A command or test, with each argument in the role that the tables give it. */
export interface Bound {
  readonly node: Command | Test;
  readonly entry: Entry;
  readonly tags: readonly BoundTag[];
  /** The positional arguments as written. */
  readonly positional: readonly Argument[];
  /** The parameter of each positional argument; undefined for those too many. */
  readonly parameters: readonly Parameter[];
  /** An unknown tag makes it unclear which arguments are positional. */
  readonly uncertain: boolean;
}

const none: readonly never[] = [];

/** Gives each argument its role. Reports nothing: that is for the rules. */
export function bind(node: Command | Test, entry: Entry, context: Pick<Context, 'enabled'>): Bound {
  const given = node.arguments;
  const tagCount = countTags(given);
  if (tagCount === 0) {
    const parameters = given.length === 0 ? none : parametersFor(entry, given.length);
    return { node, entry, tags: none, positional: given, parameters, uncertain: false };
  }
  // As long as it will be: a list that grows takes room for seventeen.
  const tags = new Array<BoundTag>(tagCount);
  let bound = 0;
  let positional: Argument[] | undefined;
  let uncertain = false;
  let index = 0;
  for (; bound < tagCount; index++) {
    const argument = given[index];
    if (argument === undefined) break;
    if (argument.type !== 'tag') {
      if (positional === undefined) positional = [argument];
      else positional.push(argument);
      continue;
    }
    const known = choose(entry.tags.get(argument.lower), context);
    const count = positional?.length ?? 0;
    if (known === null) uncertain = true;
    const value = known === null ? null : takeValue(known, given, index, entry.required - count);
    if (value !== null) index++;
    tags[bound++] = { node: argument, entry: known, value, misplaced: count > 0 };
  }
  const rest = index < given.length ? given.slice(index) : none;
  const all = positional === undefined ? rest : [...positional, ...rest];
  return {
    node,
    entry,
    tags,
    positional: all,
    parameters: parametersFor(entry, all.length),
    uncertain,
  };
}

function countTags(given: readonly Argument[]): number {
  let count = 0;
  for (const argument of given) if (argument.type === 'tag') count++;
  return count;
}

/** Whether an argument can stand for a parameter; one string passes for a list. */
export function fits(argument: Argument, type: Parameter['type']): boolean {
  if (argument.type === 'string') return type !== 'number';
  if (argument.type === 'number') return type === 'number';
  return argument.type === 'list' && type === 'string-list';
}

/** The meaning of a tag whose capabilities are in force, else the first. */
function choose(
  entries: readonly TagEntry[] | undefined,
  context: Pick<Context, 'enabled'>,
): TagEntry | null {
  if (entries === undefined) return null;
  if (entries.length === 1) return entries[0] ?? null;
  const usable = entries.find((entry) =>
    entry.capabilities.every((capability) => context.enabled.has(capability)),
  );
  return usable ?? entries[0] ?? null;
}

/** A wrong argument is taken as the value only where the positional ones do not need it. */
function takeValue(
  entry: TagEntry,
  given: readonly Argument[],
  index: number,
  required: number,
): Argument | null {
  const type = entry.definition.value?.type;
  const next = given[index + 1];
  if (type === undefined || next === undefined || next.type === 'tag') return null;
  if (fits(next, type)) return next;
  let literals = 0;
  for (let at = index + 1; at < given.length; at++) if (given[at]?.type !== 'tag') literals++;
  return literals > required ? next : null;
}

/** Optional parameters take, from the left, what the required ones leave over. */
function parametersFor(entry: Entry, count: number): readonly Parameter[] {
  if (count === entry.parameters.length || entry.required === entry.parameters.length) {
    return entry.parameters;
  }
  let spare = count - entry.required;
  return entry.parameters.filter((parameter) => parameter.optional !== true || spare-- > 0);
}
