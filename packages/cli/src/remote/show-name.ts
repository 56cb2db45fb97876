/** What a terminal takes for a command, or what turns the text around it. */
const unsafe = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text that a server chose, safe to print: control, DEL and bidirectional characters are escaped. */
export function showName(name: string): string {
  return name.replace(unsafe, escapeCharacter);
}

/** The same for a text of several lines: line ends and tabs stay as they are. */
export function showText(text: string): string {
  return text.replace(unsafe, (character, at: number) => {
    if (character === '\n' || character === '\t') return character;
    return character === '\r' && text[at + 1] === '\n' ? character : escapeCharacter(character);
  });
}

/** A script's octets for a person's screen; what is no UTF-8 shows as U+FFFD. */
export function showScript(bytes: Uint8Array): string {
  return showText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

/**
 * JSON and a line end. What a terminal could obey is escaped as JSON escapes it, so that a program
 * reads the same values.
 *
 * @param indent blanks a level; by default all is one line
 */
export function showJson(value: object | null, indent?: number): string {
  const json = JSON.stringify(value, null, indent);
  // A line end that is left stands between values.
  return `${json.replace(unsafe, (character) => (character === '\n' ? '\n' : escapeInJson(character)))}\n`;
}

function escapeInJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
