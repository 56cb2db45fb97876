import type { ValueType } from '../language/definition.ts';
import type { Argument, Command, StringLiteral, Test } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';

/** How messages call the types of arguments. */
export const typeNames: Record<ValueType, { name: string; example: string }> = {
  string: { name: 'a string', example: '"…"' },
  'string-list': { name: 'a string or a list of strings', example: '["…", "…"]' },
  number: { name: 'a number', example: '7, without quotes' },
};

/** A type with its article: “a string”. */
export function article(type: ValueType): string {
  return typeNames[type].name;
}

/** What an argument is, with its article. */
export function describeArgument(argument: Argument): string {
  switch (argument.type) {
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'list':
      return 'a list';
    case 'tag':
      return 'a tag';
  }
}

/** The strings of an argument: one, those of a list, or none. */
export function stringsOf(argument: Argument | undefined): readonly StringLiteral[] {
  if (argument?.type === 'string') return [argument];
  return argument?.type === 'list' ? argument.items : [];
}

/** Offset of the `(` before the tests of a node; -1 where there is none. */
export function openingOf(node: Command | Test, text: string): number {
  const [first] = node.tests;
  if (first === undefined) return -1;
  const count = node.arguments.length;
  const before = count === 0 ? node.name.to : (node.arguments[count - 1]?.to ?? node.name.to);
  return findOpening(text, before, first.from);
}

/** The parentheses around the tests of a node, from their `(` on. */
export function parenthesesFrom(open: number, node: Command | Test, text: string): Range {
  const last = node.tests.at(-1)?.to ?? open;
  const close = skip(text, last);
  return { from: open, to: text[close] === ')' ? close + 1 : last };
}

/** Offset of the `(` between two offsets, outside of comments; -1 where there is none. */
function findOpening(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x28) return at;
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) {
      const next = skip(text, at);
      return next < to && text[next] === '(' ? next : -1;
    }
  }
  return -1;
}

/** The next offset that is neither white space nor comment. */
function skip(text: string, from: number): number {
  trivia.lastIndex = from;
  trivia.test(text);
  return trivia.lastIndex;
}

const trivia = /(?:\s|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;
