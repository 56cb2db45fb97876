import { matchLines } from './match-line.ts';

/** How a line of a script ends: CR LF by RFC 5228, LF in most files on disk. */
export type LineEnd = '\r\n' | '\n';

/** The line end that most lines of a text have; CR LF, the RFC's own, where there are none. */
export function dominantLineEnd(text: string): LineEnd {
  let lf = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (at > 0 && text[at - 1] === '\r') crlf++;
    else lf++;
  }
  return lf > crlf ? '\n' : '\r\n';
}

/**
 * Undoes what a text editor does to line ends and to a byte-order mark. Editors show one kind of
 * line end and hide the mark; given the text before and after editing, each line that was not
 * changed gets its own end back, new lines get the dominant one, and the mark returns.
 */
export function restoreLineEnds(original: string, edited: string): string {
  const mark = original.startsWith('\ufeff') ? '\ufeff' : '';
  const before = splitLines(original.slice(mark.length));
  const after = splitLines(edited.startsWith('\ufeff') ? edited.slice(1) : edited);
  const dominant = dominantLineEnd(original);
  const partner = matchLines(before.lines, after.lines);
  let result = mark;
  for (const [i, line] of after.lines.entries()) {
    const end = before.ends[partner[i] ?? -1];
    result += line;
    if (i < after.lines.length - 1) result += end === undefined || end === '' ? dominant : end;
  }
  return result;
}

/** Lines as an editor sees them, for which CR alone ends a line too, and what ends each. */
function splitLines(text: string): { lines: string[]; ends: string[] } {
  const lines: string[] = [];
  const ends: string[] = [];
  let at = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push(text.slice(at, match.index));
    ends.push(match[0]);
    at = match.index + match[0].length;
  }
  lines.push(text.slice(at));
  ends.push('');
  return { lines, ends };
}
