/** A name of the script, as written and in lower case. */
export interface Name {
  readonly name: string;
  readonly lower: string;
}

const slots = 512;

/**
 * The names of one script: a script says the same few words over and over, so each is cut out of
 * the text and lowered once. Two may share a slot, one in the neighbour's; a third takes it.
 */
export class Names {
  private readonly known: (Name | undefined)[] = new Array<Name | undefined>(slots).fill(undefined);
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The name that stands at `from`…`to`, which are not equal. */
  at(from: number, to: number): Name {
    const { text, known } = this;
    const length = to - from;
    const slot =
      (text.charCodeAt(from) * 31 +
        text.charCodeAt(to - 1) * 7 +
        text.charCodeAt(from + (length >> 1)) * 131 +
        length * 97) &
      (slots - 1);
    const present = known[slot];
    if (present?.name.length === length && text.startsWith(present.name, from)) return present;
    const other = known[slot ^ 1];
    if (other?.name.length === length && text.startsWith(other.name, from)) return other;
    const name = text.slice(from, to);
    const lower = canonical(name.toLowerCase());
    const found = { name: name === lower ? lower : name, lower };
    known[present === undefined ? slot : slot ^ 1] = found;
    return found;
  }
}

/**
 * The same string as engines keep the names of properties: one copy of each, so that comparing two
 * of them, and looking one up, is comparing two addresses.
 */
function canonical(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}
