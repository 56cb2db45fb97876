/** What a character can start; all from 128 on is `other`. */
export const charClass = {
  other: 0,
  space: 1,
  letter: 2,
  digit: 3,
  quote: 4,
  hash: 5,
  slash: 6,
  colon: 7,
  punctuation: 8,
} as const;

const classes = new Uint8Array(128);
for (const c of ' \t\r\n') classes[c.charCodeAt(0)] = charClass.space;
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_') {
  classes[c.charCodeAt(0)] = charClass.letter;
}
for (const c of '0123456789') classes[c.charCodeAt(0)] = charClass.digit;
for (const c of ';,[](){}') classes[c.charCodeAt(0)] = charClass.punctuation;
classes[0x22] = charClass.quote;
classes[0x23] = charClass.hash;
classes[0x2f] = charClass.slash;
classes[0x3a] = charClass.colon;

/** Class of a UTF-16 unit; NaN, as past the end of a text, is `other`. */
export function classOf(unit: number): number {
  return unit < 128 ? (classes[unit] ?? 0) : 0;
}

/** Whether a unit can stand in an identifier after its start. */
export function isWord(unit: number): boolean {
  const c = classOf(unit);
  return c === charClass.letter || c === charClass.digit;
}

/** Letters that mail users type unquoted: any beyond ASCII but spaces and marks. */
export function isForeignLetter(text: string, at: number): boolean {
  return text.charCodeAt(at) > 0xa0 && /^\p{L}/u.test(text.slice(at, at + 2));
}

const names: Record<number, string> = {
  0: 'NUL',
  160: 'a no-break space',
  173: 'a soft hyphen',
  8203: 'a zero-width space',
  8204: 'a zero-width non-joiner',
  8205: 'a zero-width joiner',
  8206: 'a left-to-right mark',
  8207: 'a right-to-left mark',
  8232: 'a line separator',
  8233: 'a paragraph separator',
  12288: 'an ideographic space',
  65279: 'a byte-order mark',
};

/** A character as a message shows it: quoted, or by name or number where it cannot be seen. */
export function describeCharacter(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0;
  const name = names[point];
  if (name !== undefined) return name;
  const shown = String.fromCodePoint(point);
  if (/^[\p{C}\p{Z}\p{M}]/u.test(shown)) {
    return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return `“${shown}”`;
}
