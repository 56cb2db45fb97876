import type { Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { dominantLineEnd } from '../text/line-end.ts';
import { type Piece, startsLine } from './piece.ts';

/** Writes a name in place of the one that a piece has, or `title` on a line before it. */
export function renameEdits(script: Script, piece: Piece, title: string, name: string): TextEdit[] {
  if (piece.nameRange !== null) return [{ ...piece.nameRange, insert: name }];
  const { text } = script;
  const eol = dominantLineEnd(text);
  const { from } = piece.commands[0];
  const before = startsLine(text, from) ? '' : eol;
  const indent = before === '' ? lineStart(text, from) : '';
  return [{ from, to: from, insert: `${before}${title}${eol}${indent}` }];
}

/** The white space that a line starts with, up to an offset. */
export function lineStart(text: string, offset: number): string {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return text.slice(at, offset);
}
