/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All that generated scripts require: what Pigeonhole offers by default and they use. */
export const generatorCapabilities: readonly string[] = [
  'fileinto',
  'copy',
  'envelope',
  'body',
  'variables',
  'vacation',
  'imap4flags',
  'mailbox',
  'relational',
  'comparator-i;ascii-numeric',
  'regex',
  'date',
  'index',
  'subaddress',
  'reject',
  'include',
  'environment',
  'duplicate',
  'encoded-character',
  'enotify',
  'ihave',
  'mime',
  'foreverypart',
  'extracttext',
];
const words = ['spam', 'a b', 'Lists', 'x@example.org', '*', '?*', 'INBOX/Sent', '', 'Grüße', '3'];
const noise = [
  'keep',
  'fileinto',
  'header',
  'if',
  'elsif',
  'else',
  'stop',
  'not',
  'allof',
  'true',
  'foo',
  ':is',
  ':contains',
  ':copy',
  ':count',
  ':days',
  ':bar',
  ':user',
  ':comparator',
  ':index',
  ':last',
  '3',
  '1M',
  '"x"',
  '["x"]',
  '["x", "y"]',
  '"i;octet"',
  '"ge"',
  '(',
  ')',
  '{',
  '}',
  ';',
  ',',
];

/** Scripts that follow the grammar, and mutants of them that mostly do not. */
export class ScriptGenerator {
  readonly #random: () => number;

  readonly #capabilities: readonly string[];

  /** `capabilities`: what the scripts require. */
  constructor(random: () => number, capabilities: readonly string[] = generatorCapabilities) {
    this.#random = random;
    this.#capabilities = capabilities;
  }

  /** A script that servers accept: everything required, every argument in its place. */
  valid(): string {
    const commands = this.#repeat(1, 5, () => this.#command(2));
    return [
      `require [${this.#capabilities.map((name) => `"${name}"`).join(', ')}];`,
      ...commands,
      '',
    ].join('\n');
  }

  /** A valid script with one to three tokens dropped, doubled, swapped or replaced. */
  mutant(): string {
    const pattern = /\s+|"(?:[^"\\]|\\[\s\S])*"|:?\w+|[\s\S]/g;
    const tokens = this.valid().match(pattern) ?? [];
    const changes = 1 + this.#below(3);
    for (let count = 0; count < changes; count++) this.#change(tokens);
    return tokens.join('');
  }

  #change(tokens: string[]): void {
    const solid = tokens.flatMap((token, index) => (token.trim() === '' ? [] : [index]));
    // The first tokens are the require, of which most mutants would be the same.
    const from = this.#random() < 0.15 ? 0 : 2 + this.#capabilities.length * 2;
    const at = solid[from + this.#below(solid.length - from)] ?? 0;
    const other = solid[from + this.#below(solid.length - from)] ?? 0;
    const token = tokens[at] ?? '';
    switch (this.#below(4)) {
      case 0:
        tokens[at] = '';
        break;
      case 1:
        tokens[at] = `${token} ${token}`;
        break;
      case 2:
        tokens[at] = tokens[other] ?? '';
        tokens[other] = token;
        break;
      default:
        tokens[at] = ` ${this.#pick(noise)} `;
    }
  }

  #command(depth: number): string {
    if (depth > 0 && this.#random() < 0.5) return this.#chain(depth);
    return this.#pick<() => string>([
      () => 'keep;',
      () => 'keep :flags "\\\\Seen";',
      () => 'discard;',
      () => 'stop;',
      () => `fileinto${this.#maybe(' :copy')}${this.#maybe(' :create')} ${this.#string()};`,
      () => `fileinto :flags ["\\\\Flagged", "work"] ${this.#string()};`,
      () => `redirect${this.#maybe(' :copy')} "user@example.org";`,
      () => `set${this.#maybe(' :lower')}${this.#maybe(' :length')} "name" ${this.#string()};`,
      () =>
        `${this.#pick(['setflag', 'addflag', 'removeflag'])}${this.#maybe(' "var"')} ["\\\\Seen"];`,
      () =>
        `vacation${this.#maybe(' :days 7')}${this.#maybe(' :mime')}${this.#maybe(' :from "me@example.org"')} "Away.";`,
      () => 'vacation :subject "Away" text:\nI am away.\n..\n.\n;',
      () => 'reject "No.";',
      () => 'return;',
      () => `notify${this.#maybe(' :importance "1"')} "mailto:a@example.org";`,
    ])();
  }

  #chain(depth: number): string {
    const branch = (word: string): string => `${word} ${this.#test(2)} ${this.#block(depth)}`;
    const more = this.#repeat(0, 2, () => branch('elsif'));
    const end = this.#random() < 0.4 ? [`else ${this.#block(depth)}`] : [];
    return [branch('if'), ...more, ...end].join('\n');
  }

  #block(depth: number): string {
    return `{\n${this.#repeat(0, 2, () => this.#command(depth - 1)).join('\n')}\n}`;
  }

  #test(depth: number): string {
    if (depth > 0 && this.#random() < 0.3) {
      const list = this.#repeat(1, 3, () => this.#test(depth - 1)).join(', ');
      return this.#pick([`allof (${list})`, `anyof (${list})`, `not ${this.#test(depth - 1)}`]);
    }
    const part = this.#maybe(` :${this.#pick(['all', 'localpart', 'domain', 'user', 'detail'])}`);
    return this.#pick<() => string>([
      () =>
        `header${this.#maybe(' :index 1')}${this.#match()} ${this.#headers()} ${this.#strings()}`,
      () => `address${part}${this.#match()} ["From", "to"] ${this.#strings()}`,
      () => `envelope${part}${this.#match()} "from" ${this.#strings()}`,
      () => `exists ${this.#headers()}`,
      () => `size ${this.#pick([':over', ':under'])} ${this.#pick(['100', '2K', '3M', '1G'])}`,
      () =>
        `body${this.#maybe(` ${this.#pick([':raw', ':text', ':content "text"'])}`)}${this.#match()} ${this.#strings()}`,
      () => `string${this.#match()} "\${name}" ${this.#strings()}`,
      () => `hasflag${this.#match()} "\\\\Seen"`,
      () => `mailboxexists ${this.#strings()}`,
      () => `date${this.#maybe(' :zone "+0100"')}${this.#match()} "date" "hour" ${this.#strings()}`,
      () => `currentdate${this.#match()} "weekday" ["0", "6"]`,
      () => `environment${this.#match()} "name" ${this.#strings()}`,
      () => `duplicate${this.#maybe(' :seconds 60')}${this.#maybe(' :header "X-Id"')}`,
      () => 'ihave "fileinto"',
      () => 'header :regex "subject" "^a[b-d]+(e|f)$"',
    ])();
  }

  #match(): string {
    return this.#pick([
      '',
      ' :is',
      ' :contains',
      ' :matches',
      ' :comparator "i;octet" :contains',
      ' :is :comparator "i;ascii-casemap"',
      ' :value "ge"',
      ' :count "eq" :comparator "i;ascii-numeric"',
      ' :comparator "i;ascii-numeric"',
    ]);
  }

  #headers(): string {
    return this.#pick(['"Subject"', '["X-Spam", "List-Id"]', '"from"']);
  }

  #string(): string {
    return `"${this.#pick(words)}"`;
  }

  #strings(): string {
    const list = this.#repeat(1, 3, () => this.#string());
    return list.length === 1 && this.#random() < 0.7 ? (list[0] ?? '""') : `[${list.join(', ')}]`;
  }

  #maybe(text: string): string {
    return this.#random() < 0.3 ? text : '';
  }

  #repeat(least: number, most: number, make: () => string): string[] {
    return Array.from({ length: least + this.#below(most - least + 1) }, make);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }
}
