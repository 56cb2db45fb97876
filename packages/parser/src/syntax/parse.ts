import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import type { Script } from './ast.ts';
import type { LexState, Mending } from './lex-state.ts';
import { lex } from './lexer.ts';
import { type Reading, read } from './read.ts';
import { Report } from './report.ts';
import { createScript } from './script.ts';
import { Source } from './source.ts';
import { code, TokenTable } from './token.ts';

export interface ParseResult {
  readonly script: Script;
  /** All syntax errors, by place; at most {@link limits.diagnostics} and one that counts the rest. */
  readonly diagnostics: Diagnostic[];
}

export interface ParseOptions {
  /** Longest text that is parsed, in UTF-16 units; 1 MiB (1048576) where absent. */
  readonly maxLength?: number;
}

/** One way to understand a text, from its tokens on. */
interface Attempt {
  readonly lexed: LexState;
  readonly source: Source;
  readonly lexical: Report;
  readonly reading: Reading;
}

/**
 * Parses a script (RFC 5228 section 8). Any string gives a tree that holds every unit of it, and
 * diagnostics for all that is wrong with its syntax; nothing is thrown.
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const cap = options.maxLength ?? limits.scriptLength;
  if (text.length > cap) return refuse(text, cap);
  const { lexed, lexical, reading } = understand(text);
  const script = createScript(text, lexed.tokens, reading.tape);
  return { script, diagnostics: collect(text, lexical, reading.report) };
}

/**
 * The text as it stands; where that gives errors that a missing quote or brace would explain, the
 * text with that mended, if it has no more errors so.
 */
function understand(text: string): Attempt {
  let best = attempt(text, 'none');
  if (best.lexed.suspicious && errors(best) > 0) {
    for (const mending of ['early', 'late'] as const) {
      const mended = attempt(text, mending);
      if (errors(mended) <= errors(best)) best = mended;
    }
  }
  if (best.reading.unclosed > 0) {
    const indented = { ...best, reading: read(best.source, true) };
    if (errors(indented) <= errors(best)) best = indented;
  }
  return best;
}

function attempt(text: string, mending: Mending): Attempt {
  const lexical = new Report();
  const lexed = lex(text, lexical, mending);
  const source = new Source(lexed);
  return { lexed, source, lexical, reading: read(source, false) };
}

function errors(of: Attempt): number {
  return of.lexical.count + of.reading.report.count;
}

function collect(text: string, lexical: Report, syntactic: Report): Diagnostic[] {
  if (lexical.count + syntactic.count === 0) return [];
  const all = [...lexical.items, ...syntactic.items].sort((a, b) => a.from - b.from || a.to - b.to);
  const kept = all.slice(0, limits.diagnostics);
  const rest = lexical.count + syntactic.count - kept.length;
  if (rest > 0) {
    kept.push({
      code: 'too-many-diagnostics',
      severity: 'error',
      message: `${rest} more errors are not shown. Mend those above first.`,
      from: text.length,
      to: text.length,
    });
  }
  return kept;
}

function refuse(text: string, cap: number): ParseResult {
  const tokens = new TokenTable(text.length);
  tokens.push(code.unknown, 0);
  const message = `The script has ${text.length} characters; more than ${cap} are not read. Shorten it.`;
  return {
    script: { type: 'script', from: 0, to: text.length, text, tokens, commands: [] },
    diagnostics: [
      { code: 'script-too-large', severity: 'error', message, from: 0, to: text.length },
    ],
  };
}
