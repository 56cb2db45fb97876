import type { ValueType } from '../language/definition.ts';
import type { Argument, Command, StringLiteral, Test } from '../syntax/ast.ts';
import type { Range } from './context.ts';

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

/** The parentheses around the tests of a node, or null where there are none. */
export function findParentheses(node: Command | Test, text: string): Range | null {
  const [first] = node.tests;
  const last = node.tests.at(-1);
  if (first === undefined || last === undefined) return null;
  const open = skipBack(text, node.arguments.at(-1)?.to ?? node.name.to, first.from);
  if (open < 0) return null;
  const close = skip(text, last.to);
  return { from: open, to: text[close] === ')' ? close + 1 : last.to };
}

/** Offset of the `(` between two offsets, outside of comments; -1 where there is none. */
function skipBack(text: string, from: number, to: number): number {
  if (to - from < 2 && text[from] !== '(') return -1;
  const at = skip(text, from);
  return at < to && text[at] === '(' ? at : -1;
}

/** The next offset that is neither white space nor comment. */
function skip(text: string, from: number): number {
  const trivia = /(?:\s|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = from;
  trivia.test(text);
  return trivia.lastIndex;
}
