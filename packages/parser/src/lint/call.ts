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

const none: readonly never[] = [];

/** The tags of a call by name. So few are given that looking through all is the fastest. */
export class GivenTags {
  readonly #list: GivenTag[] = [];

  get(name: string): GivenTag | undefined {
    for (const tag of this.#list) if (tag.node.lower === name) return tag;
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Of a name that is given twice, the last one. */
  values(): readonly GivenTag[] {
    return this.#list;
  }

  add(tag: GivenTag): void {
    const known = this.get(tag.node.lower);
    if (known === undefined) this.#list.push(tag);
    else this.#list[this.#list.indexOf(known)] = tag;
  }
}

const noTags = new GivenTags();

/** A command or a test with each argument in its role. */
export class Call {
  readonly node: Command | Test;
  /** Lower case. */
  readonly name: string;
  /** Undefined where the language has no such name. */
  readonly entry: Entry | undefined;
  /** What it stands in: the call around a test, or the command around a block. */
  parent: Call | null;
  readonly tags: GivenTags;
  readonly positional: readonly GivenArgument[];
  /** How it compares; `is` where it does not say (RFC 5228 section 2.7.1). */
  readonly matchType: MatchType;
  /** The argument that holds the keys that it compares with (RFC 5228 section 2.7). */
  readonly keyArgument: Argument | null;
  tests: readonly Call[] = none;
  /** The commands of its block; null for tests, and commands without one. */
  block: Sequence | null = null;
  // What `fingerprint`, `constantOf`, `isStable` and `FalseTests` worked out when first asked.
  fingerprint = 0;
  constant: boolean | null | undefined = undefined;
  pure: boolean | undefined = undefined;
  atoms: readonly Atom[] | undefined = undefined;

  /** Gives the arguments of a node their roles, as the tables have them. */
  constructor(node: Command | Test, entry: Entry | undefined, parent: Call | null) {
    this.node = node;
    this.name = node.name.lower;
    this.entry = entry;
    this.parent = parent;
    const given: Argument[] = [];
    this.tags = takeTags(node.arguments, entry, given);
    this.positional = assign(given, entry);
    this.matchType = matchTypeAmong(this.tags);
    this.keyArgument = this.positional.find(isKey)?.node ?? null;
  }
}

/** A test with all of its keys, or with one alone: true where that one fits. */
export interface Atom {
  readonly test: Call;
  readonly key: StringLiteral | undefined;
  readonly fingerprint: number;
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
  /** The commands in no block of their own, which run one after the other up to the first end. */
  readonly straight: readonly Call[];
}

const matchTypes = ['contains', 'matches', 'regex', 'value', 'count', 'list'] as const;

/** A way to compare, by the name of its tag. */
export type MatchType = 'is' | (typeof matchTypes)[number];

/** Tags with the values that they take; all other arguments go to `rest`. */
function takeTags(all: readonly Argument[], entry: Entry | undefined, rest: Argument[]): GivenTags {
  let tags: GivenTags | undefined;
  for (let index = 0; index < all.length; index++) {
    const argument = all[index];
    if (argument === undefined) break;
    if (argument.type !== 'tag') {
      rest.push(argument);
      continue;
    }
    const entries = entry?.tags.get(argument.lower) ?? none;
    const next = all[index + 1];
    const takes = next !== undefined && next.type !== 'tag' && entries.some(takesValue);
    if (takes) index++;
    tags ??= new GivenTags();
    tags.add({ node: argument, value: takes ? next : null, entries });
  }
  return tags ?? noTags;
}

function matchTypeAmong(tags: GivenTags): MatchType {
  if (tags !== noTags) for (const name of matchTypes) if (tags.has(name)) return name;
  return 'is';
}

function isKey({ parameter }: GivenArgument): boolean {
  return parameter?.kind === 'match-key';
}

function takesValue({ definition }: TagEntry): boolean {
  return definition.value !== undefined;
}

/** Optional parameters are filled from the left by what the required ones leave over. */
function assign(given: readonly Argument[], entry: Entry | undefined): readonly GivenArgument[] {
  if (given.length === 0) return none;
  const parameters = entry?.parameters ?? none;
  let spare = given.length - (entry?.required ?? 0);
  let next = 0;
  return given.map((node) => {
    let parameter = parameters[next++];
    while (parameter?.optional === true && spare-- <= 0) parameter = parameters[next++];
    return { node, parameter: parameter ?? null };
  });
}

/** The strings of an argument: one, those of a list, or none. */
export function stringsOf(argument: Argument | null | undefined): readonly StringLiteral[] {
  if (argument?.type === 'string') return [argument];
  return argument?.type === 'list' ? argument.items : none;
}

/** The strings that stand for one of these kinds, those that are values of tags included. */
export function stringsOfKind(call: Call, ...kinds: readonly StringKind[]): StringLiteral[] {
  const found: StringLiteral[] = [];
  for (const { value, entries } of call.tags.values()) {
    const kind = entries[0]?.definition.value?.kind;
    if (kind !== undefined && kinds.includes(kind)) {
      for (const literal of stringsOf(value)) found.push(literal);
    }
  }
  for (const { node, parameter } of call.positional) {
    if (parameter?.kind !== undefined && kinds.includes(parameter.kind)) {
      for (const literal of stringsOf(node)) found.push(literal);
    }
  }
  return found;
}

/** The keys that a test compares with. */
export function keysOf(call: Call): readonly StringLiteral[] {
  return stringsOf(call.keyArgument);
}

/** Whether a tag is given. */
export function hasTag(call: Call, name: string): boolean {
  return call.tags.has(name);
}

/** Whether there are two steps or more that start with `if`. */
export function hasSeveralRules(steps: readonly Step[]): boolean {
  const first = steps.findIndex(isRule);
  return first >= 0 && steps.findLastIndex(isRule) > first;
}

function isRule({ calls }: Step): boolean {
  return calls[0]?.name === 'if';
}
