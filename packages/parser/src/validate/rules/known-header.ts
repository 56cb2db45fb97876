import { suggest } from '../../language/suggest.ts';
import type { StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import { type Context, replace } from '../context.ts';
import { checkAddressHeader, checkHeaderField, checkHeaderName } from './header-name.ts';

const addressHeaders = [
  'From',
  'Sender',
  'Reply-To',
  'Delivered-To',
  'Resent-From',
  'Resent-To',
  'Errors-To',
  'X-Original-To',
];
const otherHeaders = [
  'Subject',
  'Received',
  'Message-ID',
  'List-Id',
  'List-Post',
  'List-Unsubscribe',
  'Auto-Submitted',
  'Authentication-Results',
  'Content-Type',
  'Return-Path',
  'Importance',
  'Precedence',
  'References',
  'In-Reply-To',
  'User-Agent',
  'X-Priority',
  'X-Spam-Flag',
  'X-Spam-Level',
  'X-Spam-Score',
  'X-Spam-Status',
];
const headers = byLowerCase([...addressHeaders, ...otherHeaders]);
const addresses = byLowerCase(addressHeaders);

/** Checks the name of a field to test, and notes one that is a letter off a well-known one. */
export function checkTestedHeader(literal: StringLiteral, context: Context, bound: Bound): void {
  // A script asks for the same few over and over.
  if (context.fineHeaders.has(literal.value)) return;
  const near = misspelt(context.value(literal), headers);
  if (near === null) {
    if (checkHeaderName(literal, context, bound)) context.fineHeaders.add(literal.value);
    return;
  }
  context.warn(
    'header-misspelt',
    literal,
    `Mail rarely has a header field “${context.value(literal)}”. Did you mean "${near}"?`,
    replace(`Replace by "${near}"`, literal, `"${near}"`),
  );
}

/** Checks that a header field holds addresses; one that is a letter off such a field is named. */
export function checkTestedAddress(literal: StringLiteral, context: Context): void {
  const near = misspelt(context.value(literal), addresses);
  if (near === null) {
    checkAddressHeader(literal, context);
    return;
  }
  context.error(
    'no-address-header',
    literal,
    `The test address looks into header fields that hold addresses; “${context.value(literal)}” is none. Did you mean "${near}"?`,
    replace(`Replace by "${near}"`, literal, `"${near}"`),
  );
}

/** Checks the name of a field to delete; some are protected (RFC 5293 section 6). */
export function checkDeletedHeader(literal: StringLiteral, context: Context): void {
  checkHeaderField(literal, context);
  const name = context.value(literal);
  if (!/^(?:received|auto-submitted)$/i.test(name)) return;
  context.warn(
    'protected-header',
    literal,
    `“${name}” may not be deleted: it keeps mail from going round in circles, so servers leave it. Remove this.`,
  );
}

/** The well-known name that is one slip away; null for those that are known, and for short ones. */
function misspelt(name: string, known: ReadonlyMap<string, string>): string | null {
  const lower = name.toLowerCase();
  if (lower.length < 4 || !/^[\w-]+$/.test(lower)) return null;
  if (headers.has(lower)) return null;
  return known.get(suggest(lower, known.keys(), 1) ?? '') ?? null;
}

function byLowerCase(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}
