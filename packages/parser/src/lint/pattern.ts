/** A regular expression (POSIX extended) as a flat list of what it is made of. */
export interface Piece {
  readonly kind: 'atom' | 'any' | 'open' | 'close' | 'or' | 'anchor';
  /** The repetition after it: may repeat without end. */
  readonly endless: boolean;
  /** A repetition of any kind follows it. */
  readonly repeated: boolean;
  /** A letter, digit or other character that stands for itself. */
  readonly plain: boolean;
}

const piece =
  /(\\[\s\S]|\[\^?\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]])*\]|\((?:\?:)?|[)|^$.]|[\s\S])([*+?]|\{\d*,?\d*\})?[*+?]*/g;

/** Takes a regular expression apart. Never fails: what is wrong in it, others report. */
export function readPattern(pattern: string): Piece[] {
  return [...pattern.matchAll(piece)].map(([, text = '', repetition = '']) => ({
    kind: kindOf(text),
    endless: repetition === '*' || repetition === '+' || /^\{\d*,\}$/.test(repetition),
    repeated: repetition !== '',
    plain: /^[^\\[\](){}|^$.*+?]$/.test(text),
  }));
}

function kindOf(text: string): Piece['kind'] {
  if (text.startsWith('(')) return 'open';
  switch (text) {
    case ')':
      return 'close';
    case '|':
      return 'or';
    case '.':
      return 'any';
    case '^':
    case '$':
      return 'anchor';
    default:
      return 'atom';
  }
}
