import type { Arguments } from '../compile/arguments.ts';

type Modify = (value: string) => string;

// The highest precedence first (RFC 5229 section 4.1, RFC 5435 section 6).
const modifiers: readonly (readonly [string, Modify])[] = [
  ['lower', (value) => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())],
  ['upper', (value) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase())],
  ['lowerfirst', (value) => value.replace(/^[A-Z]/, (letter) => letter.toLowerCase())],
  ['upperfirst', (value) => value.replace(/^[a-z]/, (letter) => letter.toUpperCase())],
  ['quotewildcard', (value) => value.replace(/[*?\\]/g, '\\$&')],
  ['quoteregex', (value) => value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')],
  ['encodeurl', (value) => value.replace(/[^A-Za-z0-9\-._~]/g, percent)],
  ['length', (value) => String(value.replace(/[\x80-\xbf]/g, '').length)],
];

/** What the modifiers of a command make of a value. */
export function compileModifiers(args: Arguments): Modify {
  const used = modifiers.filter(([tag]) => args.has(tag));
  return (value) => used.reduce((result, [, modify]) => modify(result), value);
}

function percent(octet: string): string {
  return `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
