import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';

/** Reports tags that make sense beside another one only, such as `:last` without `:index`. */
export function checkTagPartners(bound: Bound, context: Context): void {
  // The unknown tag may be the other one, misspelt.
  if (bound.uncertain) return;
  for (const tag of bound.tags) {
    const needs = tag.entry?.definition.needs;
    if (needs === undefined) continue;
    const partners = partnersOf(needs, bound);
    if (bound.tags.some((other) => partners.includes(other.node.lower))) continue;
    const names = partners.map((name) => `“:${name}”`).join(' or ');
    context.error(
      'missing-partner-tag',
      tag.node,
      `“:${tag.node.name}” means something beside ${names} only. Add that, or remove it.`,
    );
  }
  const group = bound.entry.definition.choose;
  if (group === undefined) return;
  if (bound.tags.some((tag) => tag.entry?.group === group)) return;
  // One that lacks its colon reads as a test, and is told.
  const word = bound.node.tests[0]?.name.lower;
  if (word !== undefined && bound.entry.tags.get(word)?.[0]?.group === group) return;
  const names = (bound.entry.definition.tags ?? [])
    .filter((tag) => tag.group === group)
    .map((tag) => `:${tag.name}`);
  context.error(
    'missing-choice',
    bound.node.name,
    `“${bound.node.name.name}” needs one of ${names.join(' and ')}. Write which you mean after “${bound.node.name.name}”.`,
  );
}

/** The tag of this name, and others of its group. */
function partnersOf(name: string, { entry }: Bound): string[] {
  const group = entry.tags.get(name)?.[0]?.group;
  const others = [...entry.tags].filter(([, [first]]) => first?.group === group);
  return [name, ...others.map(([other]) => other).filter((other) => other !== name)];
}
