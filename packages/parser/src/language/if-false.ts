import type { Command, Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';

/**
 * Edits that put neighbouring commands of one block into `if false { … }`, indented in the script's
 * own way; none for no commands. Lines that begin within a string or comment stay as they are.
 */
export function wrapInIfFalse(script: Script, commands: readonly Command[]): TextEdit[] {
  const [first] = commands;
  const last = commands.at(-1);
  if (first === undefined || last === undefined) return [];
  const { text } = script;
  const { eol, unit } = styleOf(script);
  const start = text.lastIndexOf('\n', first.from - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start, first.from))?.[0] ?? '';
  return [
    { from: first.from, to: first.from, insert: `if false {${eol}${indent}${unit}` },
    ...indentLines(script, { from: first.from, to: last.to }, unit),
    { from: last.to, to: last.to, insert: `${eol}${indent}}` },
  ];
}

interface Style {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
}

/** Looked for once a script: much of it may be wrapped, piece by piece. */
const styles: WeakMap<Script, Style> = new WeakMap();

function styleOf(script: Script): Style {
  const known = styles.get(script);
  if (known !== undefined) return known;
  const { text } = script;
  const style = {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    unit: /^\t/m.test(text) ? '\t' : '  ',
  };
  styles.set(script, style);
  return style;
}

/** Indents the lines within a range, those that begin in a string or comment excepted. */
function indentLines(script: Script, { from, to }: Range, unit: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const { tokens, text } = script;
  for (let index = tokenAt(script, from); index < tokens.length; index++) {
    const start = tokens.start(index);
    const end = tokens.start(index + 1);
    if (start >= to) break;
    const kind = tokens.kind(index);
    const opens = kind === 'whitespace' || kind === 'hash-comment';
    const isString = kind === 'quoted-string' || kind === 'multi-line-string';
    const closes = isString && text[end - 1] === '\n';
    if (!opens && !closes) continue;
    const begin = closes ? end - 1 : start;
    for (const { index: at } of text.slice(begin, end).matchAll(/\n/g)) {
      const line = begin + at + 1;
      const next = text[line];
      if (line <= from || line >= to || next === '\n' || next === '\r') continue;
      edits.push({ from: line, to: line, insert: unit });
    }
  }
  return edits;
}

/** The index of the token that holds an offset, by halving. */
function tokenAt({ tokens }: Script, offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.start(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
