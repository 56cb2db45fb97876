import { envelopeParts } from '../../language/registry.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';

/** Checks the part of the envelope (RFC 5228 section 5.4). */
export function checkEnvelopePart(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  const known = envelopeParts.get(name.toLowerCase());
  if (known !== undefined) {
    context.refuse(`envelope "${name.toLowerCase()}"`, literal, `envelope part "${name}"`);
    if (known.capability !== 'envelope') {
      context.need([known.capability], literal, `The envelope part "${name}"`);
    }
    return;
  }
  if (context.lenient) return;
  const near = context.suggest(name, () => envelopeParts.keys());
  const quoted = near === null ? null : `"${near}"`;
  context.error(
    'unknown-envelope-part',
    literal,
    `The envelope has no part "${name}". ${didYouMean(quoted, 'Use "from" or "to".')}`,
    ...(quoted === null ? [] : [replace(`Replace by ${quoted}`, literal, quoted)]),
  );
}
