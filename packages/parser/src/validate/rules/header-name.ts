import type { StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import { type Context, replace } from '../context.ts';

const fieldName = /^[!-9;-~]+$/;
/** The tests for which a server with `strict-names` looks at the name of a field. */
const strictly = new Set(['date', 'duplicate', 'header']);
const addressHeaders = new Set([
  'abuse-reports-to',
  'apparently-to',
  'bcc',
  'cc',
  'delivered-to',
  'errors-to',
  'from',
  'mail-followup-to',
  'mail-reply-to',
  'reply-to',
  'resent-bcc',
  'resent-cc',
  'resent-from',
  'resent-reply-to',
  'resent-sender',
  'resent-to',
  'sender',
  'to',
  'x-original-to',
]);

/**
 * Warns of a name that no header field can have; that is no error (RFC 5228 section 2.4.2.2).
 * Returns whether it is fine.
 */
export function checkHeaderName(literal: StringLiteral, context: Context, bound: Bound): boolean {
  const name = context.value(literal);
  if (fieldName.test(name)) return true;
  const fixes = withoutColon(literal, name);
  const strict = context.differs('strict-names') && name !== '';
  if (strict && strictly.has(bound.node.name.lower)) {
    context.error('header-name', literal, describe(name), ...fixes);
  } else context.warn('header-name', literal, describe(name), ...fixes);
  return false;
}

/** Checks a header field to be added or deleted, whose name must be right (RFC 5293 section 4). */
export function checkHeaderField(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  if (fieldName.test(name)) return;
  context.error('header-field', literal, describe(name), ...withoutColon(literal, name));
}

/** Checks that a header field holds addresses (RFC 5228 section 5.1). */
export function checkAddressHeader(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  const own = context.profile.addressHeaders;
  const lower = name.toLowerCase();
  if (own === undefined ? addressHeaders.has(lower) : own.includes(lower)) return;
  const fixes = withoutColon(literal, name);
  const colon = fixes.length > 0 && addressHeaders.has(bareName(lower));
  context.error(
    'no-address-header',
    literal,
    colon
      ? describe(name)
      : `The test address looks into header fields that hold addresses, such as From, To and Cc; “${name}” does not count as one. Use the test header instead.`,
    ...(colon ? fixes : []),
  );
}

function describe(name: string): string {
  const why = /:$/.test(name)
    ? 'the colon does not belong to it. Remove the colon.'
    : 'such names consist of ASCII letters, digits and marks, without spaces and colons. Check the spelling.';
  return `No header field can have the name “${name}”: ${why}`;
}

function withoutColon(literal: StringLiteral, name: string): ReturnType<typeof replace>[] {
  const bare = bareName(name);
  return bare !== name && fieldName.test(bare)
    ? [replace('Remove the colon', literal, `"${bare}"`)]
    : [];
}

/** A name without the colon at its end, and the white space before that. */
function bareName(name: string): string {
  return name.endsWith(':') ? name.slice(0, -1).trimEnd() : name;
}
