import type { Run } from '../run/run.ts';
import type { Text } from './text.ts';

/** The flags of strings that hold several, separated by blanks; each once, case aside. */
export function readFlags(texts: readonly string[]): string[] {
  return splitFlags(texts).filter(isFlag);
}

/** The same with what is no flag: a variable may hold anything. */
export function splitFlags(texts: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const word of texts.join(' ').split(' ')) {
    if (word !== '' && !found.has(word.toLowerCase())) found.set(word.toLowerCase(), word);
  }
  return [...found.values()];
}

/** Those of `:flags`, else those of the internal variable (RFC 5232 section 5). */
export function flagsFor(run: Run, given: readonly Text[] | null): readonly string[] {
  return given === null ? run.flags : readFlags(given.map((text) => text.read(run)));
}

const systemFlags = new Set(['\\answered', '\\flagged', '\\deleted', '\\seen', '\\draft']);

/** A system flag, or a keyword of the characters that IMAP has for one (RFC 9051 section 9). */
function isFlag(word: string): boolean {
  if (word.startsWith('\\')) return systemFlags.has(word.toLowerCase());
  return /^[^\0- (){%*"\\\]\x7f-\xff]+$/.test(word);
}
