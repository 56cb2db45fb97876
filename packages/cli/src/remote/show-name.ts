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

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
