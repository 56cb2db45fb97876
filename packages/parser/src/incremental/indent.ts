import type { Block, Command } from '../syntax/ast.ts';

/** How deep the blocks of a command nest; 0 for one without. */
export function depthOf({ block }: Command): number {
  if (block === null) return 0;
  return 1 + block.commands.reduce((deepest, command) => Math.max(deepest, depthOf(command)), 0);
}

/**
 * Whether a command is read alike where a block ends before the first line that is indented no
 * deeper than its head: each line within is, and braces do not stand further left.
 */
export function isIndented(command: Command, text: string): boolean {
  const { block } = command;
  return block === null || isBlockIndented(block, indentAt(text, command.from), text);
}

function isBlockIndented({ from, to, commands }: Block, head: number, text: string): boolean {
  let end = from + 1;
  let before = '';
  for (const command of commands) {
    const { lower } = command.name;
    const follows = lower === 'elsif' || lower === 'else';
    if (follows && before !== 'if' && before !== 'elsif') return false;
    if (lineStart(text, end, command.from) && isOutside(text, command.from, head)) return false;
    if (!isIndented(command, text)) return false;
    end = command.to;
    before = lower;
  }
  return !lineStart(text, end, to - 1) || !isOutside(text, to - 1, head - 1);
}

/** Whether a line ends between two places; the dot of `text:` ends one too. */
function lineStart(text: string, end: number, from: number): boolean {
  return text[end - 1] === '\n' || text.slice(end, from).includes('\n');
}

/** Whether a place is the first of its line, and indented no deeper than `head`. */
function isOutside(text: string, place: number, head: number): boolean {
  const indent = indentAt(text, place);
  return indent >= 0 && indent <= head;
}

/** Columns before a place where nothing but a `}` stands before it in its line; else -1. */
function indentAt(text: string, place: number): number {
  let column = 0;
  for (let at = place - 1; at >= 0; at--) {
    const sign = text[at];
    if (sign === '\n') break;
    if (sign === ' ') column++;
    else if (sign === '\t') column += 4;
    else if (sign === '}') column = 0;
    else return -1;
  }
  return column;
}
