import type { Script } from '../syntax/ast.ts';
import { visit } from '../syntax/visit.ts';
import type { Range } from '../text/range.ts';
import { tokenAt } from './token.ts';

/** The parts of the script around an offset, from the innermost to the whole. */
export function selectionRanges(script: Script, offset: number): Range[] {
  const found: Range[] = [];
  const add = ({ from, to }: Range): void => {
    const last = found.at(-1);
    if (last === undefined || last.from !== from || last.to !== to) found.push({ from, to });
  };
  visit(script, (node) => {
    if (offset < node.from || offset > node.to) return node.type === 'script';
    add(node);
    return undefined;
  });
  // Siblings that touch at the offset are no parts of one another: the later one wins.
  const nested: Range[] = [];
  for (const range of found.reverse()) {
    const inner = nested.at(-1);
    if (inner === undefined || (range.from <= inner.from && inner.to <= range.to)) {
      nested.push(range);
    }
  }
  const token = tokenAt(script, offset);
  const inner = nested[0];
  if (token !== null && inner !== undefined && token.from >= inner.from && token.to < inner.to) {
    nested.unshift({ from: token.from, to: token.to });
  }
  return nested;
}
