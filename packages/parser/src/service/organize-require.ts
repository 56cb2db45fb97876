import { leadingRequires, requiredStrings } from '../language/require.ts';
import type { Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { isComment } from './token.ts';

/**
 * Edits that make one sorted `require` of all at the top, each capability once; none where it is
 * so already, and none where a comment or a mistake among them would be lost.
 */
export function organizeRequire(script: Script): TextEdit[] {
  const requires = leadingRequires(script);
  const first = requires[0];
  const last = requires.at(-1);
  if (first === undefined || last === undefined) return [];
  if (!requires.every((command) => script.text[command.to - 1] === ';')) return [];
  if (
    requires.some(({ arguments: given, tests, block }) => {
      return given.length !== 1 || tests.length > 0 || block !== null;
    })
  ) {
    return [];
  }
  if (hasComment(script, first.from, last.to)) return [];
  const strings = requires.flatMap(requiredStrings);
  if (strings.length === 0 || strings.some(({ form }) => form !== 'quoted')) return [];
  const sources = new Map(
    strings.map(({ value, from, to }) => [value, script.text.slice(from, to)] as const),
  );
  const names = [...sources.keys()];
  const sorted = names.toSorted((a, b) => (a < b ? -1 : 1));
  const kept = requires.length === 1 && strings.length === names.length;
  if (kept && sorted.every((name, index) => name === names[index])) return [];
  const written = sorted.map((name) => sources.get(name) ?? '');
  const list = written.length === 1 ? (written[0] ?? '') : `[${written.join(', ')}]`;
  return [{ from: first.from, to: last.to, insert: `require ${list};` }];
}

function hasComment({ tokens }: Script, from: number, to: number): boolean {
  for (let i = 0; i < tokens.length && tokens.start(i) < to; i++) {
    if (tokens.start(i) >= from && isComment(tokens.kind(i))) return true;
  }
  return false;
}
