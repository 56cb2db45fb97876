import type { Argument, Command, Test } from '../../syntax/ast.ts';
import type { DataReader } from './data.ts';
import type { Entry, Field, ValueKind } from './field.ts';

/** The properties of a form that arguments stand for. */
export type Properties = Readonly<Record<string, unknown>>;

/** What was found: properties, a variable among them, or what the form does not know. */
export type Found = Properties | 'variable' | 'unknown';

const matches: ReadonlySet<string> = new Set(['is', 'contains', 'matches', 'regex', 'list']);
const relations: ReadonlySet<string> = new Set(['gt', 'ge', 'lt', 'le', 'eq', 'ne']);

/** Reads the arguments of a command or test; `entry` says what they mean. */
export function readArguments(node: Command | Test, entry: Entry, data: DataReader): Found {
  const reader = new ArgumentReader(entry, data);
  for (const argument of node.arguments) {
    if (!reader.take(argument)) return 'unknown';
  }
  return reader.finish();
}

class ArgumentReader {
  readonly #entry: Entry;
  readonly #data: DataReader;
  readonly #found = new Map<string, unknown>();
  readonly #positional: Argument[] = [];
  #variable = false;
  /** The tag whose value comes next. */
  #open: { readonly name: string; readonly value: ValueKind } | null = null;

  constructor(entry: Entry, data: DataReader) {
    this.#entry = entry;
    this.#data = data;
  }

  take(argument: Argument): boolean {
    if (this.#open !== null) {
      const { name, value } = this.#open;
      this.#open = null;
      return this.#put(name, this.#value(argument, value));
    }
    if (argument.type !== 'tag') {
      this.#positional.push(argument);
      return true;
    }
    // What stands after other arguments is no tag of theirs (RFC 5228 section 2.6.2).
    if (this.#positional.length > 0) return false;
    return this.#entry.fields.some((field) => this.#takeTag(field, argument.lower));
  }

  finish(): Found {
    if (this.#open !== null) return 'unknown';
    const slots = this.#entry.fields.filter((field) => field.kind === 'positional');
    const least = slots.filter(({ optional }) => optional !== true).length;
    const given = this.#positional;
    if (given.length < least || given.length > slots.length) return 'unknown';
    for (const [at, argument] of given.entries()) {
      const slot = slots[at];
      if (slot === undefined || !this.#put(slot.name, this.#value(argument, slot.value))) {
        return 'unknown';
      }
    }
    for (const field of this.#entry.fields) if (!this.#complete(field)) return 'unknown';
    return this.#variable ? 'variable' : Object.fromEntries(this.#ordered());
  }

  #takeTag(field: Field, tag: string): boolean {
    if (field.kind === 'mark' && field.tag === tag) return this.#put(field.name, true);
    if (field.kind === 'tag' && field.tag === tag) return this.#expect(field.name, field.value);
    if (field.kind === 'choice' && field.tags.includes(tag)) {
      if (!this.#put(field.name, tag)) return false;
      // The one choice that has a value: MIME types of a body.
      return tag !== 'content' || this.#expect('contentTypes', 'strings');
    }
    if (field.kind !== 'comparison') return false;
    if (tag === 'comparator') return this.#expect('comparator', 'string');
    if (matches.has(tag)) return this.#put('match', tag);
    if (tag !== 'value' && tag !== 'count') return false;
    return this.#put('match', tag) && this.#expect('relation', 'string');
  }

  #expect(name: string, value: ValueKind): boolean {
    if (this.#found.has(name)) return false;
    this.#open = { name, value };
    return true;
  }

  #put(name: string, value: unknown): boolean {
    if (value === null || this.#found.has(name)) return false;
    this.#found.set(name, value);
    return true;
  }

  #complete(field: Field): boolean {
    if (field.kind === 'choice' && !this.#found.has(field.name)) {
      if (field.otherwise === undefined) return false;
      if (field.otherwise !== null) this.#found.set(field.name, field.otherwise);
    }
    if (field.kind !== 'comparison') return true;
    if (field.optional !== true && !this.#found.has('match')) this.#found.set('match', 'is');
    const relation = this.#found.get('relation');
    if (relation === undefined) return true;
    const lower = String(relation).toLowerCase();
    this.#found.set('relation', lower);
    return relations.has(lower);
  }

  *#ordered(): Iterable<[string, unknown]> {
    for (const name of propertiesOf(this.#entry)) {
      if (this.#found.has(name)) yield [name, this.#found.get(name)];
    }
  }

  #value(argument: Argument, kind: ValueKind): unknown {
    if (kind === 'number') {
      if (argument.type !== 'number') return null;
      const value = Number(argument.value);
      return Number.isSafeInteger(value) ? value : null;
    }
    if (argument.type === 'string') {
      const text = this.#text(argument.value);
      return kind === 'string' ? text : [text];
    }
    // A list of one is the same to a server only where a list may stand.
    if (argument.type !== 'list' || kind === 'string') return null;
    return argument.items.map(({ value }) => this.#text(value));
  }

  #text(value: string): string {
    const text = this.#data.read(value);
    if (text === null) this.#variable = true;
    return (text ?? '').replace(/\r\n/g, '\n');
  }
}

/** The names of the properties that an entry can have, in order. */
export function propertiesOf({ fields }: Entry): string[] {
  return fields.flatMap((field) => {
    if (field.kind === 'comparison') return ['match', 'relation', 'comparator'];
    if (field.kind === 'choice' && field.tags.includes('content')) {
      return [field.name, 'contentTypes'];
    }
    return [field.name];
  });
}
