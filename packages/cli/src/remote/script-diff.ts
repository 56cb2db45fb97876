import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { maxDiffTime } from '../limits.ts';
import type { Terminal } from '../terminal.ts';
import { showText } from './show-name.ts';

/** A script and what it is called; null where there is none. */
export type Titled = readonly [title: string, script: Uint8Array | null];

/**
 * The difference of two scripts as `diff -u` writes it, three lines of context around each change.
 *
 * @param time how long they may be compared, in milliseconds
 * @returns null where one of them is no UTF-8, or they are too different for the time
 */
export function unifiedDiff(
  [fromTitle, from]: Titled,
  [toTitle, to]: Titled,
  time: number = maxDiffTime,
): string | null {
  const [before, after] = [decode(from), decode(to)];
  if (before === null || after === null) return null;
  const options = { context: 3, timeout: time };
  const patch = structuredPatch(fromTitle, toTitle, before, after, undefined, undefined, options);
  return patch === undefined ? null : formatPatch(patch, FILE_HEADERS_ONLY);
}

/** The same to be printed, safe and in colours on a screen; a sentence where there is none. */
export function showDiff(from: Titled, to: Titled, { screen, color }: Terminal): string {
  const diff = unifiedDiff(from, to);
  if (diff === null)
    return `${from[0]} and ${to[0]} differ, and cannot be compared line by line.\n`;
  const shown = screen.out ? showText(showLineEnds(diff)) : diff;
  return color ? paint(shown) : shown;
}

/** Where line ends differ, nobody would see the difference otherwise. */
function showLineEnds(diff: string): string {
  const lines = diff
    .split('\n')
    .filter((line) => /^[-+ ]/.test(line) && !/^(---|\+\+\+) /.test(line));
  const ends = new Set(lines.map((line) => line.endsWith('\r')));
  return ends.size > 1 ? diff.replaceAll('\r\n', '\\r\n') : diff;
}

const colors: Readonly<Record<string, string>> = { '+': '32', '-': '31', '@': '36' };

function paint(diff: string): string {
  return diff.replace(/^[-+@].*$/gm, (line) => `\u001b[${colors[line[0] ?? '']}m${line}\u001b[m`);
}

function decode(script: Uint8Array | null): string | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(script ?? new Uint8Array());
  } catch {
    return null;
  }
}
