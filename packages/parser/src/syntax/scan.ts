import { limits } from '../limits.ts';
import type { Source } from './source.ts';
import { letter } from './token.ts';
import { controlAt } from './word.ts';

const levels = new Int32Array(limits.testDepth + 2);

/**
 * Whether the statement at an identifier has the usual shape, so that the grammar may parse it:
 * tests within the cap of nesting, which keeps the grammar's recursion flat, and names only where
 * they cannot be the start of the next statement. What is unusual is looked at again, slowly.
 */
export function isPlain(source: Source, first: number, blocks: number): boolean {
  const { letters, length } = source;
  const control = controlAt(source, first);
  let parens = 0;
  let depth = 0;
  let inList = false;
  let before: number = letter.identifier;
  levels[0] = 0;
  for (let i = first + 1; i < length; i++) {
    const kind = letters[i] ?? 0;
    if (kind === letter.identifier) {
      if (i === first + 1 ? control === null || control === 'else' : !mayTest(source, i, before)) {
        return false;
      }
      levels[parens] = (levels[parens] ?? 0) + 1;
      if (++depth > limits.testDepth) return false;
    } else if (kind === letter.leftParenthesis) {
      if (++parens > limits.testDepth) return false;
      levels[parens] = 0;
    } else if (kind === letter.rightParenthesis) {
      if (parens === 0 || before === letter.leftParenthesis) return false;
      depth -= levels[parens--] ?? 0;
    } else if (kind === letter.leftBracket) inList = true;
    else if (kind === letter.rightBracket) {
      if (before === letter.leftBracket) return false;
      inList = false;
    } else if (kind === letter.comma && !inList) {
      if (parens === 0) return false;
      depth -= levels[parens] ?? 0;
      levels[parens] = 0;
    } else if (kind === letter.semicolon) return control === null;
    else if (kind === letter.leftBrace) return blocks < limits.blockDepth;
    else if (kind === letter.rightBrace) return false;
    before = kind;
  }
  return false;
}

function mayTest(source: Source, index: number, before: number): boolean {
  if (before === letter.leftParenthesis || before === letter.comma) return true;
  return before === letter.identifier && source.isWord(index - 1, 'not');
}
