import type { Extension } from './definition.ts';
import { extensions } from './extensions.ts';
import type { Profile } from './profile/definition.ts';
import { profiles } from './profile.ts';

/** How a server has a capability: `optional` once its administrator switches it on. */
export type Support = 'default' | 'optional' | 'none';

/** A capability, for people who look it up. */
export interface CapabilityDescription {
  readonly name: string;
  readonly doc: string;
  /** Where it is defined; empty where only its name is known. */
  readonly rfc: string;
  /** What to use instead of it; absent unless it was superseded. */
  readonly replacedBy?: string;
  /** What it adds to the language: `action fileinto`, `:copy of redirect`. */
  readonly adds: readonly string[];
  /** By the name of a profile; `any` is left out. */
  readonly support: Readonly<Record<string, Support>>;
}

/** All capabilities that are known, by name, and which servers have them. */
export function describeCapabilities(): CapabilityDescription[] {
  return extensions
    .filter(({ capability }) => capability !== '')
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function describe(extension: Extension): CapabilityDescription {
  const { capability: name, doc, rfc, replacedBy } = extension;
  const servers = profiles.filter((profile) => profile.capabilities !== null);
  return {
    name,
    doc,
    rfc,
    ...(replacedBy === undefined ? {} : { replacedBy }),
    adds: additionsOf(extension),
    support: Object.fromEntries(servers.map((profile) => [profile.name, supportOf(profile, name)])),
  };
}

function supportOf({ capabilities, optional }: Profile, name: string): Support {
  if (capabilities?.includes(name)) return 'default';
  return optional.includes(name) ? 'optional' : 'none';
}

function additionsOf(extension: Extension): string[] {
  const tags = (list: readonly { readonly name: string }[] = [], of: string): string[] =>
    list.map((tag) => `:${tag.name} of ${of}`);
  return [
    ...(extension.commands ?? []).map(({ kind, name }) => `${kind} ${name}`),
    ...(extension.tests ?? []).map(({ name }) => `test ${name}`),
    ...(extension.additions ?? []).flatMap((addition) =>
      tags(addition.tags, [...(addition.commands ?? []), ...(addition.tests ?? [])].join(', ')),
    ),
    ...(extension.matchTypes ?? []).map(({ name }) => `match type :${name}`),
    ...(extension.addressParts ?? []).map(({ name }) => `address part :${name}`),
    ...tags(extension.modifiers, 'set'),
    ...tagsElsewhere(extension.capability),
    ...(extension.comparators ?? []).map(({ name }) => `comparator "${name}"`),
    ...(extension.envelopeParts ?? []).map((name) => `envelope part "${name}"`),
    ...(extension.namespaces ?? []).map(({ name }) => `variables \${${name}.…}`),
  ];
}

/** Tags that stand in the description of another extension, and need this one besides. */
function tagsElsewhere(capability: string): string[] {
  const current = extensions.filter(({ replacedBy }) => replacedBy === undefined);
  return current.flatMap(({ commands = [], tests = [], additions = [] }) => {
    const own = [...commands, ...tests].map(({ name, tags = [] }) => ({ of: name, tags }));
    const added = additions.map((addition) => ({
      of: [...(addition.commands ?? []), ...(addition.tests ?? [])].join(', '),
      tags: addition.tags,
    }));
    return [...own, ...added].flatMap(({ of, tags }) =>
      tags.filter(({ requires }) => requires === capability).map(({ name }) => `:${name} of ${of}`),
    );
  });
}
