// Generates the parser over token kinds from sieve.peggy: beside its source, and in dist.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import peggy from 'peggy';

const root = fileURLToPath(new URL('.', import.meta.url));
const source = join(root, 'src/syntax/sieve.peggy');

const code = peggy.generate(readFileSync(source, 'utf8'), {
  allowedStartRules: ['Run', 'Statement'],
  cache: false,
  format: 'es',
  grammarSource: 'sieve.peggy',
  output: 'source',
});

const types = `import type { Tape } from './tape.ts';

/** What the grammar reads: kinds of tokens as character codes, 0 past the last. */
export interface Kinds {
  readonly length: number;
  charCodeAt(index: number): number;
}

/** Says whether the statement or brace at an index may be parsed as it stands. */
export interface Gate {
  ready(index: number): boolean;
}

export interface Parser {
  /** Reads statements and closing braces from an index on, and gives the one after the last. */
  run(kinds: Kinds, from: number, tape: Tape, gate: Gate): number;
  /** Reads one statement: -1, or the index at which it stopped. */
  statement(kinds: Kinds, tape: Tape): number;
  /** Lets go of what it read. */
  rest(): void;
}

export interface GrammarOptions {
  readonly startRule: 'Statement';
  /** Return what was read instead of throwing. */
  readonly peg$library: true;
  /** Is handed the parser. */
  readonly keep: (parser: Parser) => void;
}

export function parse(input: Kinds, options: GrammarOptions): unknown;
`;

for (const folder of ['src/syntax', 'dist/syntax']) {
  mkdirSync(join(root, folder), { recursive: true });
  write(join(root, folder, 'grammar.generated.js'), code);
}
write(join(root, 'src/syntax/grammar.generated.d.ts'), types);
write(join(root, 'dist/syntax/grammar.generated.d.ts'), types.replace('./tape.ts', './tape.js'));

/**
 * Leaves a file that is up to date alone, so that nothing is built anew for it.
 *
 * @param {string} path
 * @param {string} content
 */
function write(path, content) {
  try {
    if (readFileSync(path, 'utf8') === content) return;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  writeFileSync(path, content);
}
