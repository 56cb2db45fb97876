import type { StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';

/** Checks that the name of a mailbox is UTF-8 (RFC 5228 section 4.1): `${hex:…}` can break it. */
export function checkMailbox(literal: StringLiteral, context: Context, bound: Bound): void {
  if (!context.encoded || !context.value(literal).includes('\uFFFD')) return;
  if (literal.value.includes('\uFFFD')) return;
  const message = `${context.source(literal)} is no name of a mailbox: its octets are no UTF-8. Write the name itself, or \${unicode:…}.`;
  // A test is never true then; an action cannot be carried out.
  if (bound.node.type === 'test') context.warn('mailbox-name', literal, message);
  else context.error('mailbox-name', literal, message);
}
