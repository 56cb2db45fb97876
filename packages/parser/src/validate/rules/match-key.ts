import type { StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';
import { perlRegexProblem } from '../perl-regex.ts';
import { regexProblem } from '../posix-regex.ts';
import { stringsOf } from '../string.ts';

/** Checks a key that is a regular expression (draft-ietf-sieve-regex section 3). */
export function checkMatchKey(literal: StringLiteral, context: Context, bound: Bound): void {
  if (!bound.tags.some((tag) => tag.node.lower === 'regex')) return;
  const perl = context.differs('perl-regex');
  const pattern = context.value(literal);
  const problem = perl ? perlRegexProblem(pattern) : regexProblem(pattern, isCaseless(bound));
  if (problem === null) return;
  context.error(
    'regex-syntax',
    literal,
    `This is no regular expression of ${perl ? 'Perl’s kind without references back' : 'the POSIX extended kind'}: ${problem}.`,
  );
}

/** Only the comparator "i;octet" tells small letters from capitals. */
function isCaseless(bound: Bound): boolean {
  const comparator = bound.tags.find((tag) => tag.entry?.sort === 'comparator');
  return stringsOf(comparator?.value ?? undefined)[0]?.value.toLowerCase() !== 'i;octet';
}
