import { FilterError } from './error.ts';

/** The name line of Roundcube; its own pattern, greedy, so that a name may hold `]`. */
const line = /^# rule:\[(.*)\]/;

/** A name in a comment, and where in the comment it stands. */
export interface NameInComment {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Reads `# rule:[name]`; null where a comment is no name line. */
export function readName(comment: string): NameInComment | null {
  const match = line.exec(comment);
  const name = match?.[1];
  if (name === undefined) return null;
  const from = comment.indexOf('[') + 1;
  return { name, from, to: from + name.length };
}

/** Says why a name cannot be written as `# rule:[name]`; null where it can. */
export function checkFilterName(name: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const found = /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]|\p{Cs}/u.exec(name);
  if (found === null) return null;
  const what = /[\n\r\u0085\u2028\u2029]/.test(found[0]) ? 'a line break' : 'a control character';
  return `The name holds ${what}, which would end the comment that the name is kept in. Remove it.`;
}

/** The name line of a filter, without a line end; empty for no name. */
export function writeName(name: string): string {
  const reason = checkFilterName(name);
  if (reason !== null) throw new FilterError('bad-name', reason);
  return name === '' ? '' : `# rule:[${name}]`;
}
