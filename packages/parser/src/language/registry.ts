import type {
  CommandDefinition,
  ComparatorDefinition,
  Extension,
  ModifierDefinition,
  NamespaceDefinition,
  Parameter,
  SharedTags,
  Signature,
  TagDefinition,
  TestDefinition,
} from './definition.ts';
import { extensions } from './extensions.ts';

/** A tag as one command takes it, with every capability that it needs beside the command's own. */
export interface TagEntry {
  readonly definition: TagDefinition;
  readonly capabilities: readonly string[];
  /** Group of exclusion; tags in none have one of their own. */
  readonly group: string;
  /** Set where tags of one group are told apart by precedence: the modifiers of `set`. */
  readonly sort: SharedTags | null;
}

/** A command or a test ready for look-up. */
export interface Entry<Definition extends Signature = Signature> {
  readonly definition: Definition;
  readonly extension: Extension;
  /** Capabilities without which it may not be used; none for the base language. */
  readonly capabilities: readonly string[];
  /** By lower-case name. Extensions may give one name several meanings on one command. */
  readonly tags: ReadonlyMap<string, readonly TagEntry[]>;
  readonly parameters: readonly Parameter[];
  /** How many of the parameters may not be left out. */
  readonly required: number;
  /** Other meanings of the name, each of another extension: those of drafts, for the most part. */
  readonly others: readonly Entry<Definition>[];
}

export type CommandEntry = Entry<CommandDefinition>;
export type TestEntry = Entry<TestDefinition>;

/** A thing of the language and the capability that brings it; empty for the base language. */
export interface Owned<Definition> {
  readonly definition: Definition;
  readonly capability: string;
}

/** Every field that a definition may have, absent. */
type Absent<T> = Readonly<Record<keyof T, undefined>>;

const testFields: Absent<TestDefinition> = {
  name: undefined,
  doc: undefined,
  rfc: undefined,
  uses: undefined,
  tags: undefined,
  parameters: undefined,
  tests: undefined,
  choose: undefined,
  requires: undefined,
};
const commandFields: Absent<CommandDefinition> = {
  ...testFields,
  kind: undefined,
  block: undefined,
  after: undefined,
  inside: undefined,
};
const tagFields: Absent<TagDefinition> = {
  name: undefined,
  value: undefined,
  group: undefined,
  needs: undefined,
  requires: undefined,
  doc: undefined,
  rfc: undefined,
};
const parameterFields: Absent<Parameter> = {
  name: undefined,
  type: undefined,
  kind: undefined,
  optional: undefined,
  requires: undefined,
  constant: undefined,
  minimum: undefined,
};

const byCapability = new Map(extensions.map((extension) => [extension.capability, extension]));
const shared: Record<SharedTags, readonly TagEntry[]> = {
  'match-type': sharedEntries('match-type', (extension) => extension.matchTypes),
  'address-part': sharedEntries('address-part', (extension) => extension.addressParts),
  modifier: sharedEntries('modifier', (extension) => extension.modifiers),
  comparator: [
    {
      definition: uniformTag({
        name: 'comparator',
        value: { name: 'comparator', type: 'string', kind: 'comparator', constant: true },
        doc: 'How strings are compared; "i;ascii-casemap" by default.',
        rfc: 'RFC 5228 section 2.7.3',
      }),
      capabilities: [],
      group: 'comparator',
      sort: 'comparator',
    },
  ],
};
const commands = new Map<string, CommandEntry>();
const tests = new Map<string, TestEntry>();
for (const extension of extensions) {
  for (const definition of extension.commands ?? []) {
    addEntry(commands, createEntry(uniform(commandFields, definition), extension, 'commands'));
  }
  for (const definition of extension.tests ?? []) {
    addEntry(tests, createEntry(uniform(testFields, definition), extension, 'tests'));
  }
}

/** Comparators by name (RFC 4790). */
export const comparators: ReadonlyMap<string, Owned<ComparatorDefinition>> = collect(
  (extension) => extension.comparators,
);

/** Parts of the envelope by name. */
export const envelopeParts: ReadonlyMap<string, Owned<{ name: string }>> = collect((extension) =>
  extension.envelopeParts?.map((name) => ({ name })),
);

/** Namespaces of variables by name (RFC 5229 section 3). */
export const namespaces: ReadonlyMap<string, Owned<NamespaceDefinition>> = collect(
  (extension) => extension.namespaces,
);

/**
 * The command of this lower-case name: of several meanings the first whose capabilities are all
 * `enabled`; where there is none, or nothing is said of that, the one of the standards.
 */
export function findCommand(
  lower: string,
  enabled?: ReadonlySet<string>,
): CommandEntry | undefined {
  return choose(commands.get(lower), enabled);
}

/** The test of this lower-case name, chosen among several as a command is. */
export function findTest(lower: string, enabled?: ReadonlySet<string>): TestEntry | undefined {
  return choose(tests.get(lower), enabled);
}

/** What a capability adds; undefined where not even its name is known. Case matters. */
export function findExtension(capability: string): Extension | undefined {
  return capability === '' ? undefined : byCapability.get(capability);
}

/** All command names, lower case. */
export function commandNames(): string[] {
  return [...commands.keys()];
}

/** All test names, lower case. */
export function testNames(): string[] {
  return [...tests.keys()];
}

/** All capabilities that are known, at least by name. */
export function capabilityNames(): string[] {
  return [...byCapability.keys()].filter((name) => name !== '');
}

function choose<Definition extends Signature>(
  first: Entry<Definition> | undefined,
  enabled: ReadonlySet<string> | undefined,
): Entry<Definition> | undefined {
  if (first === undefined || first.others.length === 0 || enabled === undefined) return first;
  if (isUsable(first, enabled)) return first;
  return first.others.find((other) => isUsable(other, enabled)) ?? first;
}

function isUsable({ capabilities }: Entry, enabled: ReadonlySet<string>): boolean {
  for (const capability of capabilities) if (!enabled.has(capability)) return false;
  return capabilities.length > 0;
}

/** The first meaning of a name counts where nothing tells which one is meant. */
function addEntry<Definition extends Signature>(
  entries: Map<string, Entry<Definition>>,
  entry: Entry<Definition>,
): void {
  const { name } = entry.definition;
  const first = entries.get(name);
  entries.set(name, first === undefined ? entry : { ...first, others: [...first.others, entry] });
}

function createEntry<Definition extends Signature>(
  definition: Definition,
  extension: Extension,
  list: 'commands' | 'tests',
): Entry<Definition> {
  const parameters = (definition.parameters ?? []).map(uniformParameter);
  const tags = new Map<string, TagEntry[]>();
  const add = (entry: TagEntry): void => {
    const present = tags.get(entry.definition.name);
    if (present === undefined) tags.set(entry.definition.name, [entry]);
    else present.push(entry);
  };
  for (const tag of definition.tags ?? []) add(tagEntry(tag, ''));
  for (const sort of definition.uses ?? []) shared[sort].forEach(add);
  for (const other of extensions) {
    for (const addition of other.additions ?? []) {
      if (!addition[list]?.includes(definition.name)) continue;
      for (const tag of addition.tags) add(tagEntry(tag, other.capability));
    }
  }
  return {
    definition,
    extension,
    capabilities: [extension.capability, definition.requires ?? ''].filter((name) => name !== ''),
    tags,
    parameters,
    required: parameters.filter((parameter) => parameter.optional !== true).length,
    others: [],
  };
}

function tagEntry(tag: TagDefinition, capability: string): TagEntry {
  return {
    definition: uniformTag(tag),
    capabilities: [capability, tag.requires ?? ''].filter((name) => name !== ''),
    group: tag.group ?? tag.name,
    sort: null,
  };
}

function sharedEntries(
  sort: SharedTags,
  list: (extension: Extension) => readonly (TagDefinition | ModifierDefinition)[] | undefined,
): TagEntry[] {
  return extensions.flatMap((extension) =>
    (list(extension) ?? []).map((definition) => ({
      definition: uniformTag(definition),
      capabilities: extension.capability === '' ? [] : [extension.capability],
      group: 'precedence' in definition ? `precedence ${definition.precedence}` : sort,
      sort,
    })),
  );
}

function uniformTag(tag: TagDefinition): TagDefinition {
  const same = uniform(tagFields, tag);
  return tag.value === undefined ? same : { ...same, value: uniformParameter(tag.value) };
}

function uniformParameter(parameter: Parameter): Parameter {
  return uniform(parameterFields, parameter);
}

/**
 * A definition with all of its fields, in one order: so it is of one shape to the engine whatever
 * the tables leave out, and engines are slow at objects of many shapes.
 */
function uniform<T extends object>(fields: Absent<T>, definition: T): T {
  return { ...fields, ...definition };
}

function collect<Definition extends { readonly name: string }>(
  list: (extension: Extension) => readonly Definition[] | undefined,
): Map<string, Owned<Definition>> {
  const found = new Map<string, Owned<Definition>>();
  for (const extension of extensions) {
    for (const definition of list(extension) ?? []) {
      found.set(definition.name, { definition, capability: extension.capability });
    }
  }
  return found;
}
