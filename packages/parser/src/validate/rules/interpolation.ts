import { namespaces } from '../../language/registry.ts';
import { limits } from '../../limits.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import type { Range } from '../../text/range.ts';
import type { Context } from '../context.ts';
import { findWrongCharacter } from '../encoded-character.ts';

const reference = /\$\{(?:([a-z_]\w*)\.(?:(?:[a-z_]\w*|\d+)\.)*(?:[a-z_]\w*|\d+)|(\d+))\}/gi;

/** Checks variables and characters by number in any string. */
export function checkInterpolation(literal: StringLiteral, context: Context): void {
  if (context.encoded) checkCharacters(literal, context);
  if (!context.variables) return;
  for (const [match, space, digits] of context.value(literal).matchAll(reference)) {
    if (space !== undefined && context.differs('plain-variables')) continue;
    if (space !== undefined) checkNamespace(literal, match, space, context);
    else if (digits !== undefined) checkIndex(literal, match, digits, context);
  }
}

/** Numbers that are no characters (RFC 5228 section 2.4.2.4). */
function checkCharacters(literal: StringLiteral, context: Context): void {
  const wrong = findWrongCharacter(literal.value);
  if (wrong === null) return;
  context.error(
    'character-number',
    locate(literal, wrong.match, context),
    `There is no character ${wrong.digits}: characters have the numbers 0 to d7ff and e000 to 10ffff.`,
  );
}

/** Namespaces without their extension (RFC 5229 section 3). */
function checkNamespace(
  literal: StringLiteral,
  match: string,
  space: string,
  context: Context,
): void {
  const known = namespaces.get(space.toLowerCase());
  if (known !== undefined) {
    context.need([known.capability], locate(literal, match, context), `The namespace “${space}”`);
    return;
  }
  if (context.lenient) return;
  context.error(
    'unknown-namespace',
    locate(literal, match, context),
    `There is no namespace “${space}” of variables. A variable of one’s own has no dot in its name.`,
  );
}

/** Match variables beyond what servers keep (RFC 5229 section 6). */
function checkIndex(literal: StringLiteral, match: string, digits: string, context: Context): void {
  const { matchVariables } = context.profile.limits;
  if (matchVariables !== undefined && Number(digits) > matchVariables) {
    context.error(
      'match-variable-range',
      locate(literal, match, context),
      `This will not load on ${context.profile.title}, because its match variables end at \${${matchVariables}}.`,
    );
    return;
  }
  if (Number(digits) <= limits.matchVariables) return;
  context.warn(
    'match-variable-range',
    locate(literal, match, context),
    `Servers keep match variables up to \${${limits.matchVariables}} at most.`,
  );
}

/** Where in the source a part of the value stands; the whole string where escapes hide it. */
function locate(literal: StringLiteral, part: string, context: Context): Range {
  const at = context.source(literal).indexOf(part);
  return at < 0 ? literal : { from: literal.from + at, to: literal.from + at + part.length };
}
