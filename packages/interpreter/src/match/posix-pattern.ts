// RE2 reads patterns as Perl does; servers read them as POSIX does, with the GNU library's additions.

/** Folds literal characters, as the values will be folded. */
type Fold = (text: string) => string;

/** A part of a pattern that can be repeated, or an operator, and where it ends. */
interface Piece {
  readonly text: string;
  readonly end: number;
  readonly kind: 'atom' | 'repeat' | 'operator';
}

/**
 * A POSIX extended regular expression in the words of RE2, of equal meaning.
 *
 * @returns null where it refers back to a group, which no engine of linear time can do
 */
export function translatePosix(pattern: string, fold: Fold): string | null {
  const around: string[] = [];
  let result = '';
  let atom = '';
  let repeated = false;
  for (let at = 0; at < pattern.length; ) {
    const piece = readPiece(pattern, at, fold);
    if (piece === null) return null;
    at = piece.end;
    if (piece.kind === 'repeat') {
      // A repeat of a repeat, which Perl reads as lazy or refuses.
      atom = repeated ? `(?:${atom})${piece.text}` : atom + piece.text;
      repeated = true;
      continue;
    }
    repeated = false;
    const outer = piece.text === ')' ? around.pop() : undefined;
    if (outer !== undefined) {
      // A group that was closed is repeated as a whole.
      atom = `(${result}${atom})`;
      result = outer;
    } else if (piece.text === '(') {
      around.push(result + atom);
      result = '';
      atom = '';
    } else {
      result += atom;
      atom = piece.text;
    }
  }
  // A group that is never closed, which RE2 refuses.
  return [...around, result + atom].join('(');
}

function readPiece(pattern: string, at: number, fold: Fold): Piece | null {
  const character = pattern[at] ?? '';
  if (character === '[') return readBracket(pattern, at, fold);
  if (character === '\\') {
    const escaped = pattern[at + 1] ?? '';
    if (/[1-9]/.test(escaped)) return null;
    return { text: escapes[escaped] ?? quote(fold(escaped)), end: at + 2, kind: 'atom' };
  }
  if (character === '{') return readInterval(pattern, at);
  if (/[*+?]/.test(character)) return { text: character, end: at + 1, kind: 'repeat' };
  const kind = /[()|^]/.test(character) ? 'operator' : 'atom';
  const text = /[.()|^$]/.test(character) ? character : quote(fold(character));
  return { text, end: at + 1, kind };
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

function quote(character: string): string {
  return /[\\.*+?()[\]{}|^$]/.test(character) ? `\\${character}` : character;
}

/** `{2}`, `{2,}`, `{,3}` (from zero on), `{2,3}`; what is none stands for itself. */
function readInterval(pattern: string, at: number): Piece {
  const match = /^\{(\d*)(,?)(\d*)\}/.exec(pattern.slice(at, at + 16));
  if (match === null || match[0] === '{}') return { text: '\\{', end: at + 1, kind: 'atom' };
  const [whole, least = '', comma = '', most = ''] = match;
  const text = `{${least === '' ? '0' : least}${comma}${most}}`;
  return { text, end: at + whole.length, kind: 'repeat' };
}

/** `[…]`, in which a backslash means nothing and `]` may stand first. */
function readBracket(pattern: string, from: number, fold: Fold): Piece {
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
      text += sort === ':' ? className(name, fold) : quoteInBracket(fold(name));
      at += whole.length;
    } else {
      const character = pattern[at] ?? '';
      const dash = character === '-' && !first && pattern[at + 1] !== ']';
      text += dash ? '-' : quoteInBracket(fold(character));
      at++;
    }
    first = false;
  }
  return { text: `${text}]`, end: at + 1, kind: 'atom' };
}

/** Where case does not matter, a letter of one case stands for both. */
function className(name: string, fold: Fold): string {
  const caseless = fold('A') === 'a';
  return `[:${caseless && (name === 'upper' || name === 'lower') ? 'alpha' : name}:]`;
}

function quoteInBracket(character: string): string {
  return /[\\[\]^-]/.test(character) ? `\\${character}` : character;
}
