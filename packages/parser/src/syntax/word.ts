import type { Source } from './source.ts';

/** What kind of control a statement starts with, as far as braces depend on it. */
export type Control = 'if' | 'elsif' | 'else' | null;

/** The control at a token. */
export function controlAt(source: Source, index: number): Control {
  const first = source.text.charCodeAt(source.start(index)) | 0x20;
  if (first === 0x69) return source.isWord(index, 'if') ? 'if' : null;
  if (first !== 0x65) return null;
  if (source.isWord(index, 'elsif')) return 'elsif';
  return source.isWord(index, 'else') ? 'else' : null;
}

/** The name of a command, given what stands in its place: “else if” was mended to one word. */
export function joinElseIf(lower: string): string {
  return lower.length > 6 && lower.startsWith('else') && /^else\s/.test(lower) ? 'elsif' : lower;
}

/**
 * Commands that are never the name of a test: one of these where a test could stand starts a new
 * statement, so that what is missing is the end of the one before. Only used to mend.
 */
export const commandWords: ReadonlySet<string> = new Set([
  'addflag',
  'addheader',
  'break',
  'deleteheader',
  'denotify',
  'discard',
  'else',
  'elsif',
  'enclose',
  'ereject',
  'error',
  'extracttext',
  'fileinto',
  'foreverypart',
  'global',
  'if',
  'include',
  'keep',
  'notify',
  'redirect',
  'reject',
  'removeflag',
  'replace',
  'require',
  'return',
  'set',
  'setflag',
  'stop',
  'vacation',
]);

/** Tests that take nothing: what follows one of them is not its test. */
export const plainTests: ReadonlySet<string> = new Set(['true', 'false']);
