import type { Script } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import type { Range } from '../text/range.ts';
import { isComment, tokenOf } from './token.ts';

/** A part of the text that an editor can fold; always over more than one line. */
export interface FoldingRange extends Range {
  readonly kind: 'block' | 'comment' | 'require' | 'text';
}

/**
 * What can be folded: blocks, lists, multi-line strings, comments, and several `require` in a row.
 * A block's range ends before its closing brace, so that the brace stays in view.
 */
export function foldingRanges(script: Script): FoldingRange[] {
  const { text } = script;
  const found: FoldingRange[] = [...comments(script)];
  const add = (kind: FoldingRange['kind'], from: number, to: number): void => {
    if (text.slice(from, to).includes('\n')) found.push({ kind, from, to });
  };
  visit(script, (node) => {
    if (node.type === 'block') add('block', node.from, beforeLast(text, node, '}'));
    else if (node.type === 'list') add('text', node.from, beforeLast(text, node, ']'));
    else if (node.type === 'string' && node.form === 'multi-line') {
      add('text', node.from, text.slice(node.from, node.to).trimEnd().length + node.from);
    }
    return undefined;
  });
  const requires = script.commands.filter(({ name }) => name.lower === 'require');
  const [first] = requires;
  const last = requires.at(-1);
  if (first !== undefined && last !== undefined) add('require', first.from, last.to);
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** The end of a range without its closing mark and the line end before it. */
function beforeLast(text: string, { from, to }: Range, mark: string): number {
  if (text[to - 1] !== mark) return to;
  return from + text.slice(from, to - 1).trimEnd().length;
}

/** Bracket comments, and `#` comments of several lines. */
function* comments(script: Script): Generator<FoldingRange> {
  const { tokens, text } = script;
  let from = -1;
  let to = -1;
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokenOf(script, i);
    const between = token === null ? '' : text.slice(token.from, token.to);
    if (token?.kind === 'whitespace' && (between.match(/\n/g)?.length ?? 0) < 2) continue;
    if (token?.kind === 'hash-comment') {
      if (from < 0) from = token.from;
      to = token.from + between.trimEnd().length;
      continue;
    }
    if (from >= 0 && text.slice(from, to).includes('\n')) yield { kind: 'comment', from, to };
    from = -1;
    if (token !== null && isComment(token.kind) && between.includes('\n')) {
      yield { kind: 'comment', from: token.from, to: token.to };
    }
  }
}
