import type { Command } from '../syntax/ast.ts';

/**
 * A command with other commands behind those of its block, or of the last command in it and so on,
 * `depth` blocks down; these blocks end at `to`. Makes new nodes of what changes.
 */
export function graft(
  command: Command,
  depth: number,
  others: readonly Command[],
  to: number,
): Command {
  return alongEnd(command, depth, to, (own) => [...own, ...others]);
}

/** The same command without the last `count` commands of the block that is so deep in it. */
export function prune(command: Command, depth: number, count: number): Command {
  return alongEnd(command, depth, command.to, (own) => own.slice(0, own.length - count));
}

function alongEnd(
  command: Command,
  depth: number,
  to: number,
  change: (commands: readonly Command[]) => readonly Command[],
): Command {
  const { block } = command;
  if (block === null) return command;
  const { commands } = block;
  const last = commands.at(-1);
  const changed =
    depth === 1 || last === undefined
      ? change(commands)
      : [...commands.slice(0, -1), alongEnd(last, depth - 1, to, change)];
  return { ...command, to, block: { ...block, to, commands: changed } };
}
