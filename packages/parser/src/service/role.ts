import type { Parameter } from '../language/definition.ts';
import type { TagEntry } from '../language/registry.ts';
import type { Call, Given } from './cursor.ts';
import type { Scope } from './scope.ts';

/** What may come next among the arguments of a call, given those in front. */
export interface Role {
  /** The parameters that the next value may stand for; more than one where some are optional. */
  readonly parameters: readonly Parameter[];
  /** The tag whose value comes next; null where a positional argument or a tag may. */
  readonly tag: TagEntry | null;
  /** The tags given so far. */
  readonly tags: readonly TagEntry[];
  /** How many positional arguments were given. */
  readonly positional: number;
}

/** The role of the next argument of a call. */
export function nextRole({ entry, given }: Call, scope: Scope): Role {
  const tags: TagEntry[] = [];
  let positional = 0;
  let pending: TagEntry | null = null;
  for (const argument of given) {
    const wanted: Parameter | undefined = pending?.definition.value;
    pending = null;
    if (argument.type === 'tag') {
      const tag = chooseTag(entry?.tags.get(argument.value), scope);
      if (tag === null) continue;
      tags.push(tag);
      if (tag.definition.value !== undefined) pending = tag;
    } else if (wanted === undefined || !fits(argument, wanted)) positional++;
  }
  const value = pending?.definition.value;
  if (pending !== null && value !== undefined) {
    return { parameters: [value], tag: pending, tags, positional };
  }
  return {
    parameters: parametersAt(entry?.parameters ?? [], positional),
    tag: null,
    tags,
    positional,
  };
}

/** The meaning of a tag whose capabilities are in force, else the first. */
export function chooseTag(entries: readonly TagEntry[] | undefined, scope: Scope): TagEntry | null {
  if (entries === undefined) return null;
  const usable = entries.find((entry) => scope.missing(entry.capabilities).length === 0);
  return usable ?? entries[0] ?? null;
}

/** What the argument at an index may be: optional parameters before it may have been left out. */
function parametersAt(all: readonly Parameter[], index: number): readonly Parameter[] {
  return all.filter((_, at) => {
    const optional = all.slice(0, at).filter((before) => before.optional === true).length;
    return at >= index && at - index <= optional;
  });
}

function fits({ type }: Given, parameter: Parameter): boolean {
  if (type === 'number') return parameter.type === 'number';
  return parameter.type === 'string-list' || (type === 'string' && parameter.type === 'string');
}
