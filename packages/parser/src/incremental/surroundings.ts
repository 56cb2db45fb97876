import { deepest } from './attempt.ts';
import type { Surroundings } from './choose.ts';
import { depthOf, isIndented } from './indent.ts';
import type { Piece } from './piece.ts';

/** What is known of the pieces before `first` and from `behind` on, of the text they are cut of. */
export function surroundings(
  text: string,
  pieces: readonly Piece[],
  first: number,
  behind: number,
): Surroundings {
  const every = (holds: (piece: Piece, index: number) => boolean): boolean => {
    const before = pieces.slice(0, first);
    if (!before.every(holds)) return false;
    return pieces.slice(behind).every((piece, index) => holds(piece, index + behind));
  };
  return {
    quotesSure: () => every(({ quotesSure }) => quotesSure),
    shallow: () => every((piece) => depthIn(piece) <= deepest),
    // A line that starts in the stretch may start elsewhere now.
    indentSure: () =>
      every((piece, index) => {
        const ownLine = startsLine(piece, text);
        if (!ownLine && index === behind) return false;
        return ownLine ? isMemorized(piece, text) : areIndented(piece, text);
      }),
  };
}

function depthIn(piece: Piece): number {
  piece.depth ??= Math.max(0, ...piece.commands.map(depthOf));
  return piece.depth;
}

/** Whether the line of its command starts in the piece itself. */
function startsLine({ from, commands }: Piece, text: string): boolean {
  const [command] = commands;
  return command === undefined || text.slice(from, command.from).includes('\n');
}

function isMemorized(piece: Piece, text: string): boolean {
  piece.indented ??= areIndented(piece, text);
  return piece.indented;
}

function areIndented({ commands }: Piece, text: string): boolean {
  return commands.every((command) => isIndented(command, text));
}
