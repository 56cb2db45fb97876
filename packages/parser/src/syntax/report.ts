import type { Diagnostic, Fix } from '../diagnostic.ts';
import { limits } from '../limits.ts';

/** Collects diagnostics up to the cap, and counts the rest. */
export class Report {
  readonly items: Diagnostic[] = [];
  /** All that were reported, those beyond the cap included. */
  count = 0;

  error(code: SyntaxCode, from: number, to: number, message: string, fix?: Fix): void {
    this.count++;
    if (this.items.length >= limits.diagnostics) return;
    const base = { code, severity: 'error', message, from, to } as const;
    this.items.push(fix === undefined ? base : { ...base, fixes: [fix] });
  }
}

/** Codes of all diagnostics that `parse` gives. */
export const syntaxCodes = [
  'block-without-command',
  'blocks-too-deep',
  'command-expected',
  'else-if',
  'empty-list',
  'empty-test-list',
  'extra-comma',
  'lone-carriage-return',
  'missing-comma',
  'missing-left-brace',
  'missing-left-bracket',
  'missing-left-parenthesis',
  'missing-right-brace',
  'missing-right-bracket',
  'missing-right-parenthesis',
  'missing-semicolon',
  'nul-character',
  'number-too-large',
  'number-unit',
  'script-too-large',
  'stray-right-brace',
  'stray-semicolon',
  'tag-with-space',
  'tests-too-deep',
  'text-not-alone',
  'too-many-diagnostics',
  'unexpected-token',
  'unknown-character',
  'unquoted-string',
  'unterminated-comment',
  'unterminated-string',
  'unterminated-text',
  'wrong-comment',
  'wrong-quote',
] as const;

export type SyntaxCode = (typeof syntaxCodes)[number];

/** A fix of one insertion. */
export function insertion(title: string, at: number, insert: string): Fix {
  return { title, edits: [{ from: at, to: at, insert }] };
}

/** A fix of one replacement; an empty `insert` removes. */
export function replacement(title: string, from: number, to: number, insert: string): Fix {
  return { title, edits: [{ from, to, insert }] };
}
