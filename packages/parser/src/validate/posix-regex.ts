const classNames = new Set([
  'alnum',
  'alpha',
  'blank',
  'cntrl',
  'digit',
  'graph',
  'lower',
  'print',
  'punct',
  'space',
  'upper',
  'xdigit',
]);
const repeatMax = 32767;

/**
 * What is wrong with a POSIX extended regular expression, as the C library of Linux servers reads
 * it; null where nothing is. A single walk, whatever the nesting. `caseless`: ranges count small
 * letters as capitals, as with the comparator "i;ascii-casemap".
 */
export function regexProblem(pattern: string, caseless: boolean): string | null {
  const octets = toOctets(pattern);
  const folded = caseless
    ? octets.replace(
        /(\[[:.=][^\]]*\])|[a-z]+/g,
        (part, symbol?: string) => symbol ?? part.toUpperCase(),
      )
    : octets;
  return new RegexReader(folded).read();
}

class RegexReader {
  readonly #text: string;
  #at = 0;
  /** Numbers of the groups that are open here. */
  readonly #open: number[] = [];
  readonly #closed = new Set<number>();
  #groups = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): string | null {
    let repeatable = false;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at++] ?? '';
      if ('*+?{'.includes(character)) {
        if (!repeatable) return `nothing stands before “${character}” that could be repeated`;
        const problem = character === '{' ? this.#interval() : null;
        if (problem !== null) return problem;
        continue;
      }
      repeatable = true;
      if (character === '(') {
        this.#open.push(++this.#groups);
        repeatable = false;
      } else if (character === ')') this.#closeGroup();
      else if (character === '|' || character === '^' || character === '$') repeatable = false;
      else if (character === '[') {
        const problem = this.#bracket();
        if (problem !== null) return problem;
      } else if (character === '\\') {
        const escaped = this.#text[this.#at++];
        if (escaped === undefined) return 'it ends in a backslash';
        if ("<>bB`'".includes(escaped)) repeatable = false;
        if (/[1-9]/.test(escaped) && !this.#closed.has(Number(escaped))) {
          return `“\\${escaped}” refers to a group that does not end before it`;
        }
      }
    }
    return this.#open.length > 0 ? 'a ( is never closed' : null;
  }

  /** A `)` without its `(` stands for itself. */
  #closeGroup(): void {
    const group = this.#open.pop();
    if (group !== undefined) this.#closed.add(group);
  }

  #interval(): string | null {
    const close = this.#text.indexOf('}', this.#at);
    const body = this.#text.slice(this.#at, close < 0 ? undefined : close);
    const numbers = /^(\d*)(?:(,)(\d*))?$/.exec(body);
    if (numbers === null || body === '') {
      return close < 0 && body === ''
        ? 'a { is never closed'
        : 'between { and } stand one or two numbers';
    }
    if (close < 0) return 'a { is never closed';
    this.#at = close + 1;
    const least = Number(numbers[1]);
    const most = numbers[3] ? Number(numbers[3]) : least;
    if (numbers[3] && most < least) return 'in {…} the smaller number comes first';
    if (Math.max(least, most) > repeatMax) return `{…} counts up to ${repeatMax} only`;
    return null;
  }

  /** A bracket expression; what counts as its element follows POSIX 9.3.5. */
  #bracket(): string | null {
    if (this.#text[this.#at] === '^') this.#at++;
    let first = true;
    for (;;) {
      if (this.#at >= this.#text.length) return 'a [ is never closed';
      if (this.#text[this.#at] === ']' && !first) break;
      const start = this.#element();
      if (start.problem !== null) return start.problem;
      if (start.value === '-' && !first && this.#text[this.#at] !== ']') {
        return 'a - in […] stands at the start, at the end, or between the ends of a range';
      }
      first = false;
      const problem = this.#range(start.value);
      if (problem !== null) return problem;
    }
    this.#at++;
    return null;
  }

  #range(start: string | null): string | null {
    if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']') return null;
    this.#at++;
    if (this.#at >= this.#text.length) return 'a [ is never closed';
    const end = this.#element();
    if (end.problem !== null) return end.problem;
    return start === null || end.value === null || start > end.value
      ? 'a range in […] runs from the smaller character to the larger one'
      : null;
  }

  /** One character, or null for a class. */
  #element(): { value: string | null; problem: string | null } {
    const character = this.#text[this.#at++] ?? '';
    const sort = this.#text[this.#at] ?? '';
    if (character !== '[' || sort === '' || !':.='.includes(sort)) {
      return { value: character, problem: null };
    }
    const close = this.#text.indexOf(`${sort}]`, this.#at + 1);
    if (close < 0) return { value: null, problem: 'a [ is never closed' };
    const name = this.#text.slice(this.#at + 1, close);
    this.#at = close + 2;
    if (sort === ':') {
      const known = classNames.has(name);
      return { value: null, problem: known ? null : `there is no class [:${name}:]` };
    }
    if (name.length !== 1)
      return { value: null, problem: `there is no character [${sort}${name}${sort}]` };
    return { value: sort === '.' ? name : null, problem: null };
  }
}

/** One character for each octet of UTF-8, as the C library compares without a locale. */
function toOctets(text: string): string {
  try {
    return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  } catch {
    return text;
  }
}
