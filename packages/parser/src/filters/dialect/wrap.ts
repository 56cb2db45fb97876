import type { Block, Command, Script } from '../../syntax/ast.ts';
import { startOfIndent } from '../../text/blank.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { LineEnd } from '../../text/line-end.ts';
import { tokenAt } from '../piece.ts';

/**
 * Puts `if false { … }` around commands, each on lines of its own; the lines between are indented
 * by `indent`, those within strings and comments left as they are.
 */
export function wrap(
  script: Script,
  from: number,
  to: number,
  indent: string,
  eol: LineEnd,
): TextEdit[] {
  return [
    { from, to: from, insert: `if false {${eol}${indent}` },
    ...(indent === '' ? [] : lineStarts(script, from, to).map((at) => insertAt(at, indent))),
    { from: to, to, insert: `${eol}}` },
  ];
}

/** Takes the `if false { … }` around commands away, and the indentation of the first in it. */
export function unwrap(script: Script, command: Command, block: Block): TextEdit[] {
  const { text } = script;
  const inside = text.slice(block.from + 1, block.to - 1);
  const open = /^[ \t]*\r?\n/.exec(inside)?.[0] ?? '';
  const indent = /^[ \t]*/.exec(inside.slice(open.length))?.[0] ?? '';
  const start = block.from + 1 + open.length + indent.length;
  // Nothing but white space can stand before the closing brace, or a comment: that stays.
  const end = Math.max(start, startOfIndent(text, block.to - 1, block.from + 1));
  const starts = indent === '' ? [] : lineStarts(script, start, end);
  return [
    { from: command.from, to: start, insert: '' },
    ...starts
      .filter((at) => text.startsWith(indent, at))
      .map((at) => ({ from: at, to: at + indent.length, insert: '' })),
    { from: end, to: block.to, insert: '' },
  ];
}

/** Where lines start whose beginning is white space outside of strings, the empty ones left out. */
function lineStarts({ tokens, text }: Script, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let i = tokenAt(tokens, from); i < tokens.length && tokens.start(i) < to; i++) {
    if (tokens.kind(i) !== 'whitespace') continue;
    const end = tokens.start(i + 1);
    const line = text.lastIndexOf('\n', end - 1) + 1;
    if (line > Math.max(from, tokens.start(i)) && end < to) starts.push(line);
  }
  return starts;
}

function insertAt(at: number, insert: string): TextEdit {
  return { from: at, to: at, insert };
}
