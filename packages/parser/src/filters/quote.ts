import type { LineEnd } from '../text/line-end.ts';
import { FilterError } from './error.ts';

/** Writes a value as a quoted string (RFC 5228 section 2.4.2), line breaks as they are. */
export function quoteString(value: string): string {
  refuseUnwritable(value);
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Writes one value as a string, and any other number of them as a list. */
export function quoteList(values: readonly string[]): string {
  const quoted = values.map(quoteString);
  return quoted.length === 1 ? (quoted[0] ?? '') : `[${quoted.join(',')}]`;
}

/**
 * Writes a text: quoted where it is one line, else as `text:` with its lines dot-stuffed. Lines end
 * as those of the script; {@link readText} gives back the text with LF.
 */
export function quoteText(value: string, lineEnd: LineEnd): string {
  const lines = value.split(/\r\n|\r|\n/);
  if (lines.length === 1) return quoteString(value);
  refuseUnwritable(lines.join('\n'));
  const stuffed = lines.map((line) => (line.startsWith('.') ? `.${line}` : line));
  return ['text:', ...stuffed, '.', ''].join(lineEnd);
}

/** The text that a string stands for, with LF, without the line end before a closing dot. */
export function readText(value: string, form: 'quoted' | 'multi-line'): string {
  const text = value.replace(/\r\n?/g, '\n');
  return form === 'multi-line' && text.endsWith('\n') ? text.slice(0, -1) : text;
}

function refuseUnwritable(value: string): void {
  const found = /\0|\r(?!\n)|\p{Cs}/u.exec(value);
  if (found === null) return;
  const what =
    found[0] === '\0' ? 'NUL' : found[0] === '\r' ? 'a lone carriage return' : 'half a character';
  const message = `The text ${JSON.stringify(value.slice(0, 40))} holds ${what}, which no script may. Remove it.`;
  throw new FilterError('bad-value', message);
}
