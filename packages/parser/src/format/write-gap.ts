import type { TokenKind } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import type { LineEnd } from '../text/line-end.ts';
import { type Gap, hasLineEnd, isTightAfter, isTightBefore, naturalSpace } from './gap.ts';

/** How far one level of blocks or lists is indented. */
const indentWidth = 2;

/** What the style asks of the gap before a token. */
export interface Wish {
  /** Whether the token starts a line. Comments that end their line make it so in any case. */
  readonly line: boolean;
  /** Indentation of the token where it starts a line, in levels. */
  readonly level: number;
  /** Indentation of comments that start a line. */
  readonly commentLevel: number;
  /** Whether one empty line is kept where there were any. */
  readonly blank: boolean;
}

/** A gap and the tokens around it; undefined at the start and the end of the text. */
export interface GapPlace {
  readonly text: string;
  readonly gap: Gap;
  readonly previous: TokenKind | undefined;
  readonly next: TokenKind | undefined;
  readonly eol: LineEnd;
}

/** An edit, and the start of the token or comment before which it makes room. */
export interface PlacedEdit extends TextEdit {
  readonly place: number;
}

/** The gap as the style has it. */
export interface WrittenGap {
  /** The line that the token stands on now, up to the token; where it starts one, from its start. */
  readonly width: number;
  readonly startsLine: boolean;
  /** Indentation of the last line started, in levels; -1 where none was. */
  readonly level: number;
}

/**
 * Lays out the white space of a gap, and adds an edit for each that changes. Comments stay as they
 * are, in the order they are in.
 */
export function writeGap(place: GapPlace, wish: Wish, edits: PlacedEdit[]): WrittenGap {
  const { text, gap } = place;
  const breaks = breakPlaces(place, wish);
  let width = 0;
  let startsLine = false;
  let level = -1;
  for (const [k, space] of gap.spaces.entries()) {
    const starts = breaks[k] === true;
    const inserted = starts ? lineStart(place, wish, k) : inlineSpace(place, k, breaks);
    replaceSpace(text, space.from, space.to, inserted, edits);
    const comment = gap.comments[k];
    if (starts) {
      startsLine = true;
      level = comment === undefined ? wish.level : wish.commentLevel;
      width = inserted.length - inserted.lastIndexOf('\n') - 1;
    } else width += inserted.length;
    if (comment === undefined) continue;
    if (hasLineEnd(text, comment.from, comment.to)) {
      startsLine = true;
      width = comment.to - text.lastIndexOf('\n', comment.to) - 1;
    } else width += comment.to - comment.from;
  }
  return { width, startsLine, level };
}

/** In which of a gap's white spaces a line starts. */
function breakPlaces(place: GapPlace, wish: Wish): boolean[] {
  const { gap, previous, next } = place;
  const last = gap.comments.length;
  if (last === 0) return [wish.line || previous === 'multi-line-string'];
  const found = gap.spaces.map(
    ({ ends }, k) =>
      ends.length > 0 ||
      gap.comments[k - 1]?.hash === true ||
      (k === 0 && previous === 'multi-line-string'),
  );
  if (previous === undefined) found[0] = false;
  if (next === undefined) found[last] = true;
  else if (wish.line && !found.includes(true)) found[isCloser(next) ? last : 0] = true;
  return found;
}

function isCloser(kind: TokenKind | undefined): boolean {
  return kind === 'right-brace' || kind === 'right-bracket' || kind === 'right-parenthesis';
}

function isOpener(kind: TokenKind | undefined): boolean {
  return kind === 'left-brace' || kind === 'left-bracket' || kind === 'left-parenthesis';
}

function inlineSpace(
  { gap, previous, next }: GapPlace,
  k: number,
  breaks: readonly boolean[],
): string {
  const last = gap.comments.length;
  if (last === 0) return naturalSpace(previous, next);
  if (k === 0) {
    const ends = breaks[1] === true && previous !== undefined;
    return isTightAfter(previous) && !ends ? '' : ' ';
  }
  return k === last && isTightBefore(next) ? '' : ' ';
}

/** Line ends and the indentation of what follows them. */
function lineStart(place: GapPlace, wish: Wish, k: number): string {
  const { gap, previous, next } = place;
  const { ends = [] } = gap.spaces[k] ?? {};
  const last = k === gap.comments.length;
  const edge =
    (k === 0 && (previous === undefined || isOpener(previous))) ||
    (last && (next === undefined || isCloser(next)));
  // The string of several lines has ended its last one.
  const ended = k === 0 && previous === 'multi-line-string';
  const blank = wish.blank && !edge && !ended && ends.length > 1;
  const first = ended ? '' : endOf(place, k, 0);
  return first + (blank ? endOf(place, k, 1) : '') + indentation(place, wish, k);
}

/** A line end: the one that stood here, else that of most lines. */
function endOf({ text, gap, eol }: GapPlace, k: number, index: number): string {
  const space = gap.spaces[k];
  const own = space?.ends[index];
  if (own !== undefined) return own;
  // A carriage return that ends a comment stays part of it.
  return space !== undefined && text[space.from - 1] === '\r' ? '\r\n' : eol;
}

function indentation({ text, gap, previous, next }: GapPlace, wish: Wish, k: number): string {
  const comment = gap.comments[k];
  const space = gap.spaces[k];
  if (comment === undefined) return next === undefined ? '' : indent(wish.level);
  if (space === undefined || !hasLineEnd(text, comment.from, comment.to)) {
    return indent(wish.commentLevel);
  }
  const ended = k === 0 && previous === 'multi-line-string';
  if (space.ends.length === 0 && !ended) return indent(wish.commentLevel);
  // A comment of several lines stays aligned with itself.
  return /[^\n]*$/.exec(text.slice(space.from, space.to))?.[0] ?? '';
}

function indent(level: number): string {
  return ' '.repeat(level * indentWidth);
}

/** Adds the change from one white space to another, without what is the same at its ends. */
export function replaceSpace(
  text: string,
  from: number,
  to: number,
  insert: string,
  edits: PlacedEdit[],
): void {
  const length = to - from;
  const most = Math.min(length, insert.length);
  let head = 0;
  while (head < most && text.charCodeAt(from + head) === insert.charCodeAt(head)) head++;
  if (head === length && head === insert.length) return;
  let tail = 0;
  const last = insert.length - 1;
  while (tail < most - head && text.charCodeAt(to - 1 - tail) === insert.charCodeAt(last - tail)) {
    tail++;
  }
  const kept = insert.slice(head, insert.length - tail);
  edits.push({ from: from + head, to: to - tail, insert: kept, place: to });
}
