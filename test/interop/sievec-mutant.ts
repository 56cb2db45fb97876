import { generatorCapabilities } from './sievec-generator.ts';

const tokens = /\s+|"(?:[^"\\]|\\[\s\S])*"|:?\w+|[\s\S]/g;
const characters = [...'";,(){}[]:\\ \n#/*$.0aK"'];

/** The script of a table entry: with all that is offered required in front; as it stands after `!`. */
export function complete(
  entry: string,
  capabilities: readonly string[] = generatorCapabilities,
): string {
  if (entry.startsWith('!')) return `${entry.slice(1)}\n`;
  return `require [${capabilities.map((name) => `"${name}"`).join(', ')}];\n${entry}\n`;
}

/** Small accidents to texts, as fingers and editors make them. */
export class Mutator {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Several commands of a table, one below the other, with one or two tokens moved, lost or doubled. */
  mix(entries: readonly string[]): string {
    const picked = Array.from({ length: 1 + this.#below(4) }, () => this.#pick(entries));
    const list = picked.join('\n').match(tokens) ?? [];
    for (let count = 1 + this.#below(2); count > 0; count--) {
      const at = this.#below(list.length);
      const other = this.#below(list.length);
      const token = list[at] ?? '';
      const change = this.#below(4);
      if (change === 0) list[at] = '';
      else if (change === 1) list[at] = `${token} ${token}`;
      else if (change === 2) list[at] = ` ${list[other] ?? ''} `;
      else {
        list[at] = list[other] ?? '';
        list[other] = token;
      }
    }
    return list.join('');
  }

  /** The text with one or two characters or lines lost, doubled or mistyped. */
  mistype(text: string, from: number): string {
    let result = text;
    for (let count = 1 + this.#below(2); count > 0; count--) {
      const at = from + this.#below(Math.max(result.length - from, 1));
      const line = result.indexOf('\n', at) + 1;
      const next = line > 0 ? result.indexOf('\n', line) + 1 : 0;
      switch (this.#below(6)) {
        case 0:
          result = result.slice(0, at) + result.slice(at + 1);
          break;
        case 1:
          result = result.slice(0, at) + this.#pick(characters) + result.slice(at);
          break;
        case 2:
          result = result.slice(0, at) + this.#pick(characters) + result.slice(at + 1);
          break;
        case 3:
          result =
            result.slice(0, at) +
            (result[at + 1] ?? '') +
            (result[at] ?? '') +
            result.slice(at + 2);
          break;
        case 4:
          if (next > 0) result = result.slice(0, line) + result.slice(next);
          break;
        default:
          if (next > 0)
            result = result.slice(0, line) + result.slice(line, next) + result.slice(line);
      }
    }
    return result;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }
}
