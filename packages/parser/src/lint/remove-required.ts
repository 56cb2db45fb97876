import type { Fix } from '../diagnostic.ts';
import type { StringLiteral } from '../syntax/ast.ts';
import type { Facts } from './facts.ts';
import { replace } from './rule.ts';

/** The fix that takes one string out of `require`, with the command where nothing else is in it. */
export function removeRequired(literal: StringLiteral, { script, text }: Facts): Fix[] {
  const title = `Remove "${literal.value}" from require`;
  const command = script.commands.find(({ from, to }) => from <= literal.from && literal.to <= to);
  const [argument] = command?.arguments ?? [];
  if (command === undefined || argument === undefined) return [];
  if (argument.type !== 'list' || argument.items.length === 1) {
    const rest = /^[^\S\n]*\r?\n/.exec(text.slice(command.to))?.[0].length ?? 0;
    return [replace(title, { from: command.from, to: command.to + rest }, '')];
  }
  const index = argument.items.indexOf(literal);
  const before = argument.items[index - 1];
  const after = argument.items[index + 1];
  if (before !== undefined) return [replace(title, { from: before.to, to: literal.to }, '')];
  return after === undefined ? [] : [replace(title, { from: literal.from, to: after.from }, '')];
}
