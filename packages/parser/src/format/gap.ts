import type { TokenKind, Tokens } from '../syntax/ast.ts';

/** White space, and the line ends in it. */
interface Space {
  readonly from: number;
  readonly to: number;
  readonly ends: readonly string[];
}

/** A comment as it stands in the text. */
interface Comment {
  readonly from: number;
  readonly to: number;
  readonly hash: boolean;
}

/** What stands between two tokens: comments, and the white space before, between and after them. */
export interface Gap {
  readonly comments: readonly Comment[];
  /** One more than there are comments. */
  readonly spaces: readonly Space[];
}

/** Where gaps are found; see `TokenTable`. */
interface GapSource {
  readonly script: { readonly text: string; readonly tokens: Tokens };
  readonly gapStart: Uint32Array;
  readonly from: Uint32Array;
}

/** The gap before a token. */
export function readGap({ script, gapStart, from }: GapSource, index: number): Gap {
  const { text, tokens } = script;
  const comments: Comment[] = [];
  const spaces: Space[] = [];
  const end = from[index] ?? text.length;
  let token = gapStart[index] ?? tokens.length;
  let at = tokens.start(token);
  for (; token < tokens.length && tokens.start(token) < end; token++) {
    const kind = tokens.kind(token);
    if (kind === 'whitespace') continue;
    const start = tokens.start(token);
    spaces.push(readSpace(text, at, start));
    at = tokens.start(token + 1);
    comments.push({ from: start, to: at, hash: kind === 'hash-comment' });
  }
  spaces.push(readSpace(text, at, end));
  return { comments, spaces };
}

const none: readonly string[] = [];

function readSpace(text: string, from: number, to: number): Space {
  if (from === to) return { from, to, ends: none };
  return { from, to, ends: text.slice(from, to).match(/\r?\n/g) ?? none };
}

/** How wide a gap is on one line, and whether its comments forbid that it stands on one. */
export function measureGap(
  { comments, spaces }: Gap,
  text: string,
  previous: TokenKind | undefined,
  kind: TokenKind | undefined,
): { readonly width: number; readonly hard: boolean } {
  if (comments.length === 0) return { width: naturalSpace(previous, kind).length, hard: false };
  const ended = previous === 'multi-line-string' || spaces.some(({ ends }) => ends.length > 0);
  const hard = ended || comments.some(({ from, to, hash }) => hash || hasLineEnd(text, from, to));
  const around = (isTightAfter(previous) ? 0 : 1) + (isTightBefore(kind) ? 0 : 1);
  const width = comments.reduce((sum, { from, to }) => sum + to - from + 1, around - 1);
  return { width, hard };
}

/** Whether a line ends in a part of a text. */
export function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) return true;
  return false;
}

/** What stands between two tokens of one line. */
export function naturalSpace(previous: TokenKind | undefined, kind: TokenKind | undefined): string {
  if (previous === undefined || kind === undefined) return '';
  return isTightAfter(previous) || isTightBefore(kind) ? '' : ' ';
}

/** Whether nothing stands between this token and what follows it on its line. */
export function isTightAfter(kind: TokenKind | undefined): boolean {
  return kind === 'left-parenthesis' || kind === 'left-bracket' || kind === undefined;
}

/** Whether nothing stands between this token and what is before it on its line. */
export function isTightBefore(kind: TokenKind | undefined): boolean {
  return (
    kind === 'comma' ||
    kind === 'semicolon' ||
    kind === 'right-parenthesis' ||
    kind === 'right-bracket'
  );
}
