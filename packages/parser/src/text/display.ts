/** A stretch of text as a terminal shows it, and how many columns it takes. */
export interface Shown {
  readonly text: string;
  readonly width: number;
}

const tabWidth = 4;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/**
 * One character (a code point) as it can safely be printed: tabs become spaces; control and format
 * characters, bidirectional ones among them, and lone surrogates are written as \u{…}.
 */
export function showCharacter(character: string): Shown {
  if (character >= ' ' && character <= '~') return { text: character, width: 1 };
  if (character === '\t') return { text: ' '.repeat(tabWidth), width: tabWidth };
  if (/^(?:[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f)/u.test(character)) {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return { text: `\\u{${hex}}`, width: hex.length + 4 };
  }
  if (/^[\p{Mn}\p{Me}]/u.test(character)) return { text: character, width: 0 };
  return { text: character, width: wide.test(character) ? 2 : 1 };
}

/** A text on one line as it can safely be printed. */
export function showText(text: string): Shown {
  let shown = '';
  let width = 0;
  for (const character of text) {
    const cell = showCharacter(character);
    shown += cell.text;
    width += cell.width;
  }
  return { text: shown, width };
}
