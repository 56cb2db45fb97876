import type { StringLiteral } from '../../syntax/ast.ts';
import type { Context } from '../context.ts';

/** Warns of a name that no annotation has (RFC 5464 section 3.2). */
export function checkAnnotation(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  if (/^\/(?:private|shared)(?:\/[^/*%\p{Cc}]+)*$/iu.test(name)) return;
  context.warn(
    'annotation-name',
    literal,
    `“${name}” is no name of an annotation: names begin with /private/ or /shared/, ` +
      'have words between single slashes, and no * or %.',
  );
}
