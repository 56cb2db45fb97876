// RE2 reads patterns as Perl does; servers read them as POSIX does, with the GNU library's additions.

/**
 * A POSIX extended regular expression in the words of RE2, of equal meaning.
 *
 * @returns null where it refers back to a group, which no engine of linear time can do
 */
export function translatePosix(pattern: string): string | null {
  let result = '';
  let at = 0;
  let atom = '';
  const flush = (): void => {
    result += atom;
    atom = '';
  };
  while (at < pattern.length) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (character === '[') {
      flush();
      const { text, end } = readBracket(pattern, at);
      atom = text;
      at = end;
    } else if (character === '\\') {
      const escaped = pattern[at + 1] ?? '';
      if (/[1-9]/.test(escaped)) return null;
      flush();
      atom = escapes[escaped] ?? quote(escaped);
      at += 2;
    } else if (/[*+?{]/.test(character)) {
      const repeat = character === '{' ? readInterval(pattern, at) : character;
      // A repeat of a repeat, which Perl reads as lazy or refuses.
      if (atom !== '' && /[*+?}]$/.test(atom) && !atom.startsWith('\\')) atom = `(?:${atom})`;
      atom += repeat;
      at += repeat === '\\{' ? 1 : originalLength(pattern, at, character);
    } else {
      flush();
      atom = plain(character);
      at += character.length;
    }
    if (atom === '(' || atom === ')' || atom === '|' || atom === '^') flush();
  }
  flush();
  return result;
}

const escapes: Readonly<Record<string, string>> = {
  '<': '\\b',
  '>': '\\b',
  b: '\\b',
  B: '\\B',
  w: '\\w',
  W: '\\W',
  s: '\\s',
  S: '\\S',
  '`': '\\A',
  "'": '\\z',
};

function plain(character: string): string {
  return /[.()|^$]/.test(character) ? character : quote(character);
}

function quote(character: string): string {
  return /[\\.*+?()[\]{}|^$]/.test(character) ? `\\${character}` : character;
}

/** `{2}`, `{2,}`, `{,3}` (from zero on), `{2,3}`; what is none stands for itself. */
function readInterval(pattern: string, at: number): string {
  const match = /^\{(\d*)(,?)(\d*)\}/.exec(pattern.slice(at, at + 16));
  if (match === null || (match[1] === '' && match[3] === '' && match[2] === '')) return '\\{';
  const [, least = '', comma = '', most = ''] = match;
  return `{${least === '' ? '0' : least}${comma}${most}}`;
}

function originalLength(pattern: string, at: number, character: string): number {
  return character === '{' ? pattern.indexOf('}', at) - at + 1 : 1;
}

/** `[…]`, in which a backslash means nothing and `]` may stand first. */
function readBracket(pattern: string, from: number): { text: string; end: number } {
  let at = from + 1;
  let text = '[';
  if (pattern[at] === '^') {
    text += '^';
    at++;
  }
  let first = true;
  while (at < pattern.length && (first || pattern[at] !== ']')) {
    const named = /^\[([:.=])(.*?)\1\]/.exec(pattern.slice(at, at + 32));
    if (named !== null) {
      const [whole, sort, name = ''] = named;
      text += sort === ':' ? `[:${name}:]` : quoteInBracket(name);
      at += whole.length;
    } else {
      const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      text += character === '-' ? dash(pattern, at, first) : quoteInBracket(character);
      at += character.length;
    }
    first = false;
  }
  return { text: `${text}]`, end: at + 1 };
}

/** A dash makes a range but at the ends. */
function dash(pattern: string, at: number, first: boolean): string {
  return first || pattern[at + 1] === ']' ? '\\-' : '-';
}

function quoteInBracket(character: string): string {
  return /[\\[\]^]/.test(character) ? `\\${character}` : character;
}
