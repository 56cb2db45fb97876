/** A regular expression (POSIX extended) as a flat list of what it is made of. */
export interface Piece {
  readonly kind: 'atom' | 'open' | 'close' | 'or' | 'anchor';
  /** The repetition after it has no end. */
  readonly endless: boolean;
  /** A repetition of any kind follows it. */
  readonly repeated: boolean;
  /** A letter, digit or other character that stands for itself. */
  readonly plain: boolean;
}

const repetition = /([*+?]|\{\d{0,9},?\d{0,9}\})?[*+?]*/y;
const special = new Set('\\[](){}|^$.*+?');

/** Takes a regular expression apart. Never fails: what is wrong in it, others report. */
export function readPattern(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; ) {
    const text = pattern[at] ?? '';
    repetition.lastIndex = endOf(pattern, at);
    const [, how = ''] = repetition.exec(pattern) ?? [];
    at = repetition.lastIndex || pattern.length;
    pieces.push({
      kind: kinds[text] ?? 'atom',
      endless: how === '*' || how === '+' || how.endsWith(',}'),
      repeated: how !== '',
      plain: !special.has(text),
    });
  }
  return pieces;
}

const kinds: Record<string, Piece['kind']> = {
  '(': 'open',
  ')': 'close',
  '|': 'or',
  '^': 'anchor',
  $: 'anchor',
};

/** End of the atom that starts at an offset. */
function endOf(pattern: string, from: number): number {
  if (pattern[from] === '\\') return Math.min(from + 2, pattern.length);
  if (pattern.startsWith('(?:', from)) return from + 3;
  return pattern[from] === '[' ? bracketEnd(pattern, from) : from + 1;
}

/** End of a bracket expression, which may hold `]` at its start and classes such as `[:digit:]`. */
function bracketEnd(pattern: string, from: number): number {
  let at = from + 1;
  if (pattern[at] === '^') at++;
  if (pattern[at] === ']') at++;
  for (; at < pattern.length; at++) {
    if (pattern[at] === ']') return at + 1;
    const mark = pattern[at + 1] ?? '';
    if (pattern[at] !== '[' || !':.='.includes(mark) || mark === '') continue;
    const end = pattern.indexOf(`${mark}]`, at + 2);
    if (end < 0) break;
    at = end + 1;
  }
  return pattern.length;
}
