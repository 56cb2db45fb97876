/** A mailbox of an address list (RFC 5322 section 3.4). */
export interface Address {
  /** Without the quotes of a quoted string. */
  readonly localPart: string;
  /** Empty where the address has none. */
  readonly domain: string;
}

/** The whole address: `local@domain`. */
export function formatAddress({ localPart, domain }: Address): string {
  return domain === '' ? localPart : `${localPart}@${domain}`;
}

/**
 * Reads an address list: names, comments, groups, routes and the obsolete forms of RFC 5322 section
 * 4.4. What is no address is left out.
 */
export function readAddresses(text: string): Address[] {
  return new AddressReader(text).readList();
}

class AddressReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readList(): Address[] {
    const found: Address[] = [];
    while (this.#at < this.#text.length) {
      const address = this.#readOne();
      if (address !== null) found.push(address);
    }
    return found;
  }

  /** One mailbox, or null at a separator or at what is none; always moves on. */
  #readOne(): Address | null {
    let words: string[] = [];
    let domain: string[] | null = null;
    let last = '';
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (unit === ',' || unit === ';') {
        this.#at++;
        break;
      }
      if (unit === ':') {
        // What stood before was the name of a group.
        this.#at++;
        words = [];
        domain = null;
        last = '';
      } else if (unit === '<') {
        const angle = this.#readAngle();
        this.#skipToSeparator();
        return angle;
      } else if (unit === '@') {
        this.#at++;
        domain ??= [];
        last = unit;
      } else if (unit === '.') {
        this.#at++;
        append(domain ?? words, unit);
        last = unit;
      } else if (!this.#skipTrivia()) {
        const word = this.#readWord();
        const list = domain ?? words;
        if (last === 'word') list.push(word);
        else append(list, word);
        last = 'word';
      }
    }
    if (domain === null || words.length !== 1 || domain.length !== 1) return null;
    return { localPart: words[0] ?? '', domain: domain[0] ?? '' };
  }

  /** `<route:local@domain>`; null where it holds no address, as the empty return path. */
  #readAngle(): Address | null {
    this.#at++;
    let local = '';
    let domain: string | null = null;
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (unit === '>') {
        this.#at++;
        break;
      }
      if (unit === ':' || (unit === ',' && domain !== null)) {
        // The route is of no use any more (RFC 5322 section 4.4).
        this.#at++;
        local = '';
        domain = null;
      } else if (unit === '@') {
        this.#at++;
        domain ??= '';
      } else if (unit === '.' || !this.#skipTrivia()) {
        const word = unit === '.' ? this.#take() : this.#readWord();
        if (domain === null) local += word;
        else domain += word;
      }
    }
    return domain === null || domain === '' || local === '' ? null : { localPart: local, domain };
  }

  #take(): string {
    return this.#text[this.#at++] ?? '';
  }

  #skipToSeparator(): void {
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (unit === ',' || unit === ';') {
        this.#at++;
        return;
      }
      if (!this.#skipTrivia()) this.#readWord();
    }
  }

  /** White space and comments, which nest; false where there is none. */
  #skipTrivia(): boolean {
    const from = this.#at;
    let depth = 0;
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (unit === '\\' && depth > 0) this.#at++;
      else if (unit === '(') depth++;
      else if (unit === ')' && depth > 0) depth--;
      else if (depth === 0 && !/\s/.test(unit)) break;
      this.#at++;
    }
    return this.#at > from;
  }

  /** An atom, a quoted string without its quotes, or a domain literal; at least one unit. */
  #readWord(): string {
    const unit = this.#take();
    if (unit === '"') return this.#readUntil('"');
    if (unit === '[') return `[${this.#readUntil(']')}]`;
    let word = unit;
    while (this.#at < this.#text.length && !/[\s()<>[\]:;@,."]/.test(this.#text[this.#at] ?? '')) {
      word += this.#take();
    }
    return word;
  }

  #readUntil(end: string): string {
    let content = '';
    while (this.#at < this.#text.length) {
      const unit = this.#take();
      if (unit === end) break;
      content += unit === '\\' ? this.#take() : unit;
    }
    return content;
  }
}

/** Joins to the last word: `a` `.` `b` is one. */
function append(words: string[], piece: string): void {
  const last = words.length - 1;
  if (last < 0) words.push(piece);
  else words[last] += piece;
}
