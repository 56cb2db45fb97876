import type { Parameter, StringKind } from '../language/definition.ts';
import type { Entry, TagEntry } from '../language/registry.ts';
import type { Argument, Command, StringLiteral, Tag, Test } from '../syntax/ast.ts';

/** A tag as given, with its value. */
export interface GivenTag {
  readonly node: Tag;
  readonly value: Argument | null;
  /** All meanings of the name; none where it is not known. */
  readonly entries: readonly TagEntry[];
}

/** A positional argument and the parameter that it fills. */
export interface GivenArgument {
  readonly node: Argument;
  readonly parameter: Parameter | null;
}

/** A command or a test with each argument in its role. */
export interface Call {
  readonly node: Command | Test;
  /** Lower case. */
  readonly name: string;
  /** Undefined where the language has no such name. */
  readonly entry: Entry | undefined;
  readonly tags: ReadonlyMap<string, GivenTag>;
  readonly positional: readonly GivenArgument[];
  readonly tests: readonly Call[];
  /** The commands of its block; null for tests, and commands without one. */
  readonly block: Sequence | null;
  /** What it stands in: the call around a test, or the command around a block. */
  readonly parent: Call | null;
}

/** A command of its own, or an `if` with all of its branches. */
export interface Step {
  readonly calls: readonly Call[];
  /** Nothing runs after it. */
  readonly ends: boolean;
}

/** The commands of a block, or of the whole script. */
export interface Sequence {
  readonly steps: readonly Step[];
  readonly owner: Call | null;
  /** Its end is never reached. */
  readonly ends: boolean;
}

/** Gives the arguments of a node their roles, as the tables have them. */
export function readArguments(
  node: Command | Test,
  entry: Entry | undefined,
): Pick<Call, 'tags' | 'positional'> {
  const tags = new Map<string, GivenTag>();
  const given: Argument[] = [];
  for (let index = 0; index < node.arguments.length; index++) {
    const argument = node.arguments[index];
    if (argument === undefined) break;
    if (argument.type !== 'tag') {
      given.push(argument);
      continue;
    }
    const entries = entry?.tags.get(argument.lower) ?? [];
    const next = node.arguments[index + 1];
    const takes = entries.some(({ definition }) => definition.value !== undefined);
    const value = takes && next !== undefined && next.type !== 'tag' ? next : null;
    if (value !== null) index++;
    tags.set(argument.lower, { node: argument, value, entries });
  }
  return { tags, positional: assign(given, entry) };
}

/** Optional parameters are filled from the left by what the required ones leave over. */
function assign(given: readonly Argument[], entry: Entry | undefined): GivenArgument[] {
  let spare = given.length - (entry?.required ?? 0);
  const taken: Parameter[] = [];
  for (const parameter of entry?.parameters ?? []) {
    if (parameter.optional === true && spare-- <= 0) continue;
    taken.push(parameter);
  }
  return given.map((node, index) => ({ node, parameter: taken[index] ?? null }));
}

/** The strings of an argument: one, those of a list, or none. */
export function stringsOf(argument: Argument | null | undefined): readonly StringLiteral[] {
  if (argument?.type === 'string') return [argument];
  return argument?.type === 'list' ? argument.items : [];
}

/** The strings that stand for one of these kinds, those that are values of tags included. */
export function stringsOfKind(call: Call, ...kinds: readonly StringKind[]): StringLiteral[] {
  const found: StringLiteral[] = [];
  for (const { value, entries } of call.tags.values()) {
    const kind = entries[0]?.definition.value?.kind;
    if (kind !== undefined && kinds.includes(kind)) found.push(...stringsOf(value));
  }
  for (const { node, parameter } of call.positional) {
    if (parameter?.kind !== undefined && kinds.includes(parameter.kind)) {
      found.push(...stringsOf(node));
    }
  }
  return found;
}

/** The keys that a test compares with (RFC 5228 section 2.7). */
export function keysOf(call: Call): readonly StringLiteral[] {
  return stringsOf(keyArgument(call));
}

/** The argument that holds the keys. */
export function keyArgument(call: Call): Argument | null {
  return call.positional.find(({ parameter }) => parameter?.kind === 'match-key')?.node ?? null;
}

const matchTypes = ['contains', 'matches', 'regex', 'value', 'count', 'list'] as const;

/** How a test compares; `is` where it does not say (RFC 5228 section 2.7.1). */
export function matchType(call: Call): 'is' | (typeof matchTypes)[number] {
  return matchTypes.find((name) => call.tags.has(name)) ?? 'is';
}

/** Whether a tag is given. */
export function hasTag(call: Call, name: string): boolean {
  return call.tags.has(name);
}
