import type { Diagnostic } from '../diagnostic.ts';
import type { Argument, Command, Test } from '../syntax/ast.ts';
import type { Piece } from './piece.ts';

/** A place that moves with the text before it. */
interface Place {
  from: number;
  to: number;
}

/** Moves a piece and its tree, in place. */
export function shiftPiece(piece: Piece, by: number): void {
  if (by === 0) return;
  move(piece, by);
  for (const command of piece.commands) shift(command, by);
}

/** The same diagnostic of a text with so much more before it. */
export function shiftDiagnostic(diagnostic: Diagnostic, by: number): Diagnostic {
  const { from, to, fixes } = diagnostic;
  const moved = { ...diagnostic, from: from + by, to: to + by };
  if (fixes === undefined) return moved;
  return {
    ...moved,
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...edit, from: edit.from + by, to: edit.to + by })),
    })),
  };
}

/**
 * Moves a command and all nodes in it. The recursion is as deep as servers let blocks and tests
 * nest, beyond which there are no nodes.
 */
function shift(command: Command, by: number): void {
  shiftHead(command, by);
  if (command.block === null) return;
  move(command.block, by);
  for (const inner of command.block.commands) shift(inner, by);
}

function shiftHead(node: Command | Test, by: number): void {
  move(node, by);
  move(node.name, by);
  for (const argument of node.arguments) shiftArgument(argument, by);
  for (const test of node.tests) shiftHead(test, by);
}

function shiftArgument(argument: Argument, by: number): void {
  move(argument, by);
  if (argument.type === 'list') for (const item of argument.items) move(item, by);
}

function move(place: Place, by: number): void {
  place.from += by;
  place.to += by;
}
