/** What says the same: the one that came first, and the texts of all once there are several. */
interface Alike<Thing> {
  readonly first: Thing;
  texts: Set<string> | null;
}

/**
 * A set of things that are equal where their texts are. A text is long to make, so that it is made
 * only for things whose fingerprints, which are numbers, are equal.
 */
export class Equals<Thing> {
  readonly #fingerprint: (thing: Thing) => number;
  readonly #text: (thing: Thing) => string;
  readonly #known: Map<number, Alike<Thing>> = new Map();

  constructor(fingerprint: (thing: Thing) => number, text: (thing: Thing) => string) {
    this.#fingerprint = fingerprint;
    this.#text = text;
  }

  has(thing: Thing): boolean {
    const alike = this.#known.get(this.#fingerprint(thing));
    return alike !== undefined && this.#textsOf(alike).has(this.#text(thing));
  }

  add(thing: Thing): void {
    const fingerprint = this.#fingerprint(thing);
    const alike = this.#known.get(fingerprint);
    if (alike === undefined) this.#known.set(fingerprint, { first: thing, texts: null });
    else this.#textsOf(alike).add(this.#text(thing));
  }

  #textsOf(alike: Alike<Thing>): Set<string> {
    alike.texts ??= new Set([this.#text(alike.first)]);
    return alike.texts;
  }
}
