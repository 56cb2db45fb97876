import type { StringLiteral } from '../../syntax/ast.ts';
import { type Context, replace } from '../context.ts';

/** Checks a special-use attribute (RFC 6154, RFC 8579): a backslash and a word. */
export function checkSpecialUse(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  if (/^\\(?:(?![\\(){%*"\]])[!-~])+$/.test(name)) return;
  const mended = /^\w+$/.test(name) ? `"\\\\${name}"` : null;
  context.error(
    'special-use',
    literal,
    `“${name}” is no special use of a mailbox: write a backslash, twice in a quoted string, and the use: "\\\\Junk".`,
    ...(mended === null ? [] : [replace(`Replace by ${mended}`, literal, mended)]),
  );
}
