import type { Parameter } from '../language/definition.ts';
import type { Entry, TagEntry } from '../language/registry.ts';
import type { Range } from '../text/range.ts';
import type { Scope } from './scope.ts';

/** A part of a signature: a positional parameter, or tags that exclude one another. */
export interface SignaturePart extends Range {
  readonly doc: string;
  /** The positional parameter; null for tags. */
  readonly parameter: Parameter | null;
  /** The tags; empty for a positional parameter. */
  readonly tags: readonly TagEntry[];
}

/** How a command or test is written, in one line; ranges of the parts count in `label`. */
export interface Signature {
  readonly label: string;
  readonly parts: readonly SignaturePart[];
}

/** Writes the signature: tags in brackets where they are optional, then what stands in order. */
export function createSignature(entry: Entry, scope: Scope): Signature {
  const { definition } = entry;
  let label = definition.name;
  const parts: SignaturePart[] = [];
  const add = (text: string, part: Omit<SignaturePart, 'from' | 'to'>): void => {
    const from = label.length + 1;
    label += ` ${text}`;
    parts.push({ from, to: label.length, ...part });
  };
  for (const tags of tagGroups(entry, scope)) {
    const text = tags.map(writeTag).join(' | ');
    const required = definition.choose !== undefined && tags[0]?.group === definition.choose;
    const doc = tags.map((tag) => `:${tag.definition.name}: ${tag.definition.doc}`).join('\n');
    add(required ? text : `[${text}]`, { doc, parameter: null, tags });
  }
  for (const parameter of entry.parameters) {
    const text = writeParameter(parameter);
    const doc = parameter.requires === undefined ? '' : `Needs "${parameter.requires}".`;
    add(parameter.optional ? `[${text}]` : text, { doc, parameter, tags: [] });
  }
  if (definition.tests === 'one') label += ' <test>';
  if (definition.tests === 'list') label += ' (<test>, …)';
  const ends = 'kind' in definition;
  if (ends) label += 'block' in definition && definition.block === true ? ' { … }' : ';';
  return { label, parts };
}

/** `<mailbox: string>` */
export function writeParameter({ name, type }: Parameter): string {
  return `<${name}: ${type}>`;
}

/** `:days <days: number>` */
export function writeTag({ definition }: TagEntry): string {
  const value = definition.value === undefined ? '' : ` ${writeParameter(definition.value)}`;
  return `:${definition.name}${value}`;
}

/** The tags that the server has, those that exclude one another together. */
function tagGroups(entry: Entry, scope: Scope): TagEntry[][] {
  const groups = new Map<string, TagEntry[]>();
  for (const tag of [...entry.tags.values()].flat()) {
    if (!scope.supports(tag.capabilities)) continue;
    const present = groups.get(tag.group);
    if (present === undefined) groups.set(tag.group, [tag]);
    else if (present.every((other) => other.definition.name !== tag.definition.name)) {
      present.push(tag);
    }
  }
  return [...groups.values()];
}
