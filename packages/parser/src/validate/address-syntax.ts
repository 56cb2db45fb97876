/** What is wrong with an address. */
export type AddressProblem =
  | 'empty'
  | 'several'
  | 'local-part'
  | 'domain'
  | 'at'
  | 'bracket'
  | 'comment'
  | 'rest';

const blank = /[ \t\r\n]+/y;
const atom = /[\w!#$%&'*+\-/=?^`{|}~]+/y;
const phraseWord = /[^\s()<>[\]:;@\\,"]+/y;
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
const domainWord = /[^\s()<>[\]:;@\\,".]+/y;
const literalDomain = /\[(?:[^[\]\\\r\n]|\\[^\r\n])*\]/y;

/**
 * What is wrong with a `sieve-address` (RFC 5228 section 2.4.2.3): `addr-spec` or
 * `phrase <addr-spec>` of RFC 5322, no group, no route. Null where nothing is. As lenient as mail
 * servers are: dots of the local part may stand anywhere, phrases and domains may hold any letters.
 */
export function addressProblem(value: string): AddressProblem | null {
  if (value.trim() === '') return 'empty';
  const reader = new Reader(value);
  reader.skip();
  const problem = reader.addrSpec();
  if (problem === null) return reader.end();
  const second = new Reader(value);
  second.phrase();
  if (!second.take('<')) return reader.isCut ? 'comment' : problem;
  second.skip();
  const inner = second.addrSpec();
  if (inner !== null) return second.isCut ? 'comment' : inner;
  if (!second.take('>')) return second.isCut ? 'comment' : 'bracket';
  second.skip();
  return second.end();
}

class Reader {
  readonly #text: string;
  #at = 0;
  /** A comment that was skipped has no end. */
  isCut = false;

  constructor(text: string) {
    this.#text = text;
  }

  addrSpec(): AddressProblem | null {
    const local = this.#localPart();
    if (local !== null) return local;
    if (!this.take('@')) return 'at';
    this.skip();
    if (this.#match(literalDomain) === null && !this.#domain()) return 'domain';
    this.skip();
    return null;
  }

  /** Words with dots between them; comments and blanks may stand around each. */
  #domain(): boolean {
    do {
      this.skip();
      if (this.#match(domainWord) === null) return false;
      this.skip();
    } while (this.take('.'));
    return true;
  }

  phrase(): void {
    this.skip();
    while (this.#match(quoted) !== null || this.#match(phraseWord) !== null) this.skip();
  }

  end(): AddressProblem | null {
    if (this.isCut) return 'comment';
    if (this.#at >= this.#text.length) return null;
    return this.#text[this.#at] === ',' ? 'several' : 'rest';
  }

  take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** Skips white space and comments, which may hold comments. */
  skip(): void {
    for (;;) {
      this.#match(blank);
      if (this.#text[this.#at] !== '(') return;
      let depth = 0;
      do {
        const character = this.#text[this.#at++];
        if (character === undefined) {
          this.isCut = true;
          return;
        }
        if (character === '\\') this.#at++;
        if (character === '(') depth++;
        if (character === ')') depth--;
      } while (depth > 0);
    }
  }

  #localPart(): AddressProblem | null {
    let words = 0;
    for (;;) {
      const text = this.#match(quoted);
      if (text === '""') return 'local-part';
      if (text === null && this.#match(atom) === null && !this.take('.')) {
        this.skip();
        return words > 0 ? null : 'local-part';
      }
      words++;
      if (this.#spaceBeforeWord()) return null;
    }
  }

  /** White space ends the local part unless a dot joins what follows. */
  #spaceBeforeWord(): boolean {
    const before = this.#at;
    this.skip();
    if (this.#at === before) return false;
    return this.#text[this.#at] !== '.';
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }
}
