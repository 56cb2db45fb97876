import {
  type Argument,
  bindArguments,
  type Command,
  type StringLiteral,
  type Test,
} from '@sievekit/parser';
import type { Text } from './text.ts';

/** The arguments of a command or test by their names in the language's tables. */
export class Arguments {
  readonly #tags: ReadonlyMap<string, { readonly value: Argument | null }>;
  readonly #values: ReadonlyMap<string, Argument>;
  readonly #read: (literal: StringLiteral) => Text;

  constructor(
    node: Command | Test,
    enabled: ReadonlySet<string>,
    read: (literal: StringLiteral) => Text,
  ) {
    const bound = bindArguments(node, enabled);
    this.#tags = bound?.tags ?? new Map();
    this.#values = bound?.values ?? new Map();
    this.#read = read;
  }

  /** Whether the tag was given. */
  has(tag: string): boolean {
    return this.#tags.has(tag);
  }

  /** The string of a tag; null where the tag was not given. */
  tagText(tag: string): Text | null {
    return this.tagTexts(tag)?.[0] ?? null;
  }

  /** The strings of a tag, one or a list; null where the tag was not given. */
  tagTexts(tag: string): readonly Text[] | null {
    const value = this.#tags.get(tag)?.value;
    return value === undefined || value === null ? null : this.#texts(value);
  }

  /** The number of a tag; null where the tag was not given. */
  tagNumber(tag: string): number | null {
    const value = this.#tags.get(tag)?.value;
    return value?.type === 'number' ? Number(value.value) : null;
  }

  /** The string of a parameter; null where it was left out. */
  text(parameter: string): Text | null {
    return this.texts(parameter)[0] ?? null;
  }

  /** The strings of a parameter, one or a list; none where it was left out. */
  texts(parameter: string): readonly Text[] {
    const value = this.#values.get(parameter);
    return value === undefined ? [] : this.#texts(value);
  }

  /** The number of a parameter; 0 where it was left out. */
  number(parameter: string): number {
    const value = this.#values.get(parameter);
    return value?.type === 'number' ? Number(value.value) : 0;
  }

  #texts(value: Argument): readonly Text[] {
    if (value.type === 'string') return [this.#read(value)];
    return value.type === 'list' ? value.items.map(this.#read) : [];
  }
}
