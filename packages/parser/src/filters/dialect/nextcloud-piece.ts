import type { Command, Script } from '../../syntax/ast.ts';
import { cutPieces, type Piece } from '../piece.ts';
import { titleReader } from './title.ts';

/** The line that opens or closes a part that Nextcloud writes, and the name of the part. */
export const marker: RegExp =
  /^### Nextcloud Mail: (Filters|Vacation Responder) ### DON'T EDIT ###/;

/** Where the JSON of the rules starts, in its comment. */
export const listLine: RegExp = /^# FILTER: ?/;

const readText = titleReader('ingo');

/** Cuts a script into pieces, none of which has a marker within, nor before it as its name. */
export function cutNextcloud(script: Script): Piece[] {
  const markers = markersOf(script);
  const parted = (from: number, to: number): boolean => markers.some((at) => from <= at && at < to);
  return cutPieces(script, (comment) =>
    comment.startsWith('##') || listLine.test(comment) ? null : readText(comment),
  ).flatMap((piece) => split(piece, parted));
}

function markersOf({ tokens, text }: Script): number[] {
  const found: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.kind(i) !== 'hash-comment') continue;
    if (marker.test(text.slice(tokens.start(i), tokens.start(i + 1)))) found.push(tokens.start(i));
  }
  return found;
}

function split(piece: Piece, parted: (from: number, to: number) => boolean): Piece[] {
  const parts: [Command, ...Command[]][] = [];
  for (const command of piece.commands) {
    const last = parts.at(-1);
    const before = last?.at(-1);
    // A branch cannot stand without what it belongs to.
    const joined = before !== undefined && /^els(?:e|if)$/.test(command.name.lower);
    if (last !== undefined && before !== undefined && (joined || !parted(before.to, command.from)))
      last.push(command);
    else parts.push([command]);
  }
  return parts.map((commands, at) => {
    const [first] = commands;
    const to = commands.at(-1)?.to ?? first.to;
    return at === 0 && !parted(piece.from, first.from)
      ? { ...piece, commands, to }
      : { commands, name: '', nameRange: null, from: first.from, to };
  });
}
