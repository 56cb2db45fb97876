import type { CommandEntry } from '../../language/registry.ts';
import type { Command } from '../../syntax/ast.ts';
import type { Context } from '../context.ts';

/** Checks that a command ends in a block or in a semicolon, whichever it needs. */
export function checkBlock(node: Command, entry: CommandEntry, context: Context): void {
  const name = node.name.name;
  if (entry.definition.block === true && node.block === null) {
    context.error(
      'missing-block',
      node.name,
      `“${name}” lacks its block. Write the commands that it guards in braces after it: { … }.`,
    );
  }
  if (entry.definition.block !== true && node.block !== null) {
    context.error(
      'unexpected-block',
      { from: node.block.from, to: node.block.from + 1 },
      `“${name}” takes no block. End it with ; and put what follows after if … { … }.`,
    );
  }
}
