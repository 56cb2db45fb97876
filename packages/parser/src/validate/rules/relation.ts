import type { StringLiteral } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';

const relations = ['gt', 'ge', 'lt', 'le', 'eq', 'ne'];
const signs: Record<string, string> = {
  '>': 'gt',
  '>=': 'ge',
  '<': 'lt',
  '<=': 'le',
  '=': 'eq',
  '==': 'eq',
  '!=': 'ne',
};

/** Checks the relation of `:value` and `:count` (RFC 5231 section 4). */
export function checkRelation(literal: StringLiteral, context: Context): void {
  if (relations.includes(literal.value)) return;
  const lower = literal.value.trim().toLowerCase();
  const near =
    signs[lower] ?? (relations.includes(lower) ? lower : context.suggest(lower, () => relations));
  const quoted = near === null ? null : `"${near}"`;
  context.error(
    'unknown-relation',
    literal,
    `A relation is one of "gt", "ge", "lt", "le", "eq" and "ne", not ${context.source(literal)}. ` +
      didYouMean(quoted, 'Write it after the match type.'),
    ...(quoted === null ? [] : [replace(`Replace by ${quoted}`, literal, quoted)]),
  );
}
