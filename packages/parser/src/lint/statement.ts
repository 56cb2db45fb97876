import type { Command } from '../syntax/ast.ts';

/** The innermost command at an offset, whose own part reaches up to the `{` of its block; null between. */
export function innermostCommand(commands: readonly Command[], offset: number): Command | null {
  let list = commands;
  for (;;) {
    const command = lastBefore(list, offset);
    if (command === undefined || offset > command.to) return null;
    if (command.block === null || offset <= command.block.from) return command;
    list = command.block.commands;
  }
}

/** The last command that starts at or before an offset, by halving. */
function lastBefore(commands: readonly Command[], offset: number): Command | undefined {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return commands[low - 1];
}
