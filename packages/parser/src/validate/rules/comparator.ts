import { comparators } from '../../language/registry.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import { type Context, didYouMean, replace } from '../context.ts';
import { stringsOf } from '../string.ts';
import { checkCase } from './letter-case.ts';

const needSubstring = new Set(['contains', 'matches', 'regex']);

/** Checks the name of a comparator, and that it is required (RFC 5228 section 2.7.3). */
export function checkComparator(literal: StringLiteral, context: Context): void {
  const name = literal.value;
  const known = comparators.get(name.toLowerCase());
  const capability = known === undefined ? `comparator-${name}` : known.capability;
  if (known !== undefined) checkCase(literal, name, (lower) => `"${lower}"`, context);
  if (capability === '' || context.enabled.has(capability) || context.lenient) return;
  if (known !== undefined) {
    context.need([capability], literal, `The comparator "${name}"`);
    return;
  }
  const near = context.suggest(name, () => comparators.keys());
  const quoted = near === null ? null : `"${near}"`;
  context.error(
    'unknown-comparator',
    literal,
    `There is no comparator "${name}". ${didYouMean(quoted, `It takes ${[...comparators.keys()].map((n) => `"${n}"`).join(', ')}.`)}`,
    ...(quoted === null ? [] : [replace(`Replace by ${quoted}`, literal, quoted)]),
  );
}

/** Checks that the comparator can do what the match type asks of it (RFC 5228 section 2.7.1). */
export function checkMatching(bound: Bound, context: Context): void {
  checkCount(bound, context);
  if (bound.tags.length < 2) return;
  const matchType = bound.tags.find((tag) => tag.entry?.sort === 'match-type');
  const comparator = bound.tags.find((tag) => tag.entry?.sort === 'comparator');
  if (matchType === undefined || comparator === undefined) return;
  const [literal] = stringsOf(comparator.value ?? undefined);
  const known = comparators.get(literal?.value.toLowerCase() ?? '');
  if (literal === undefined || known === undefined || known.definition.substring) return;
  if (!needSubstring.has(matchType.node.lower)) return;
  context.error(
    'comparator-without-substring',
    literal,
    `The comparator "${literal.value}" compares whole values and cannot look into them, as “:${matchType.node.name}” does. ` +
      'Use :is, :value or :count with it, or another comparator.',
  );
}

/** Reports `:count` with a comparator of text, where the server has it for numbers only. */
function checkCount(bound: Bound, context: Context): void {
  if (!context.differs('count-needs-numeric')) return;
  const count = bound.tags.find((tag) => tag.node.lower === 'count');
  if (count?.entry?.sort !== 'match-type') return;
  const comparator = bound.tags.find((tag) => tag.entry?.sort === 'comparator');
  const [name] = stringsOf(comparator?.value ?? undefined);
  if (name?.value.toLowerCase() === 'i;ascii-numeric') return;
  context.error(
    'count-without-numeric',
    count.node,
    `This will not load on ${context.profile.title}, because it counts with numbers only. Add :comparator "i;ascii-numeric".`,
  );
}
