/** A text of a script for a terminal: line breaks, control and direction marks as `\u{…}`. */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu,
    (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`,
  );
}
