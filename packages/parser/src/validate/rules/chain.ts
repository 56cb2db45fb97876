import type { CommandEntry } from '../../language/registry.ts';
import { findCommand } from '../../language/registry.ts';
import type { Command } from '../../syntax/ast.ts';
import type { Context } from '../context.ts';

/** Checks that elsif and else follow an if (RFC 5228 section 3.1). */
export function checkChain(
  node: Command,
  entry: CommandEntry,
  previous: Command | undefined,
  context: Context,
): void {
  const { after } = entry.definition;
  if (after === undefined) return;
  if (previous !== undefined) {
    if (after.includes(previous.name.lower)) return;
    // A misspelt if has been reported already.
    if (findCommand(previous.name.lower) === undefined && previous.block !== null) return;
  }
  context.error(
    'else-without-if',
    node.name,
    `“${node.name.name}” must directly follow the block of an if or elsif. ` +
      (previous?.name.lower === 'else'
        ? 'Nothing may follow else: move it before that.'
        : 'Move it there, or make it an if.'),
  );
}
