/** A text that a server chose, safe to print: control, DEL and bidirectional characters are escaped. */
export function showName(name: string): string {
  return name.replace(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
