import type { StringLiteral } from '../../syntax/ast.ts';
import { addressProblem } from '../address-syntax.ts';
import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';

/** Checks one address to which or from which mail is sent (RFC 5228 section 2.4.2.3). */
export function checkAddress(literal: StringLiteral, context: Context, bound: Bound): void {
  // With :list the string names a list instead (RFC 6134 section 2.3).
  if (bound.tags.some((tag) => tag.node.lower === 'list')) return;
  report(context.value(literal), literal, context);
}

/** Checks `:from` of vacation, which may hold several addresses (RFC 5230 section 4.3). */
export function checkAddressList(literal: StringLiteral, context: Context): void {
  report(context.value(literal), literal, context, true);
}

function report(
  value: string,
  literal: StringLiteral,
  context: Context,
  severalAllowed = false,
): void {
  const strict = context.differs('strict-addresses');
  const problem = addressProblem(value) ?? (strict ? strictProblem(value) : null);
  if (problem === null) return;
  if (problem === 'several' && severalAllowed && splitList(value)) {
    if (context.differs('single-vacation-from')) {
      context.error(
        'several-addresses',
        literal,
        `This will not load on ${context.profile.title}, because it takes one address here. Keep one.`,
      );
      return;
    }
    context.warn(
      'several-addresses',
      literal,
      'This is more than one address. The standard allows that here, but several servers refuse the script: keep one.',
    );
    return;
  }
  context.error(
    'address-syntax',
    literal,
    `“${value}” is no mail address: ${reasons[problem]} Write it as name@example.org.`,
  );
}

/** Dots between words only, and no angle brackets without a name before them. */
function strictProblem(value: string): 'local-part' | null {
  const bare = value.replace(/"(?:[^"\\]|\\[\s\S])*"/g, 'x');
  return /^\s*<|\.\.|\.\s*@|\.\s|(?:^|[\s<])\./.test(bare) ? 'local-part' : null;
}

const reasons = {
  empty: 'it is empty.',
  several: 'only a single address may stand here.',
  'local-part': 'what stands before the @ is missing or malformed.',
  domain: 'what stands after the @ is missing or malformed.',
  at: 'the @ is missing.',
  bracket: 'the > is missing.',
  comment: 'a parenthesis opens a comment that is not closed.',
  rest: 'it goes on after its end.',
} as const;

/** Whether each part between commas is an address; commas in quotes do not count. */
function splitList(value: string): boolean {
  const parts = value.match(/(?:"(?:[^"\\]|\\[\s\S])*"|[^",])+/g) ?? [];
  return parts.every((part) => addressProblem(part) === null);
}
