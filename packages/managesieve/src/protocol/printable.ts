/**
 * What a terminal could obey or a reader be misled by: control characters but for line feeds,
 * characters that turn the direction of text, line separators, halves of surrogate pairs.
 */
const unprintable = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Makes a server's text fit to be shown: line ends become line feeds, and what is not printable is
 * written as `\x1b` or `\u202e`.
 */
export function toPrintable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unprintable, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code > 0xff
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\x${code.toString(16).padStart(2, '0')}`;
}
