import type { Script } from '../../syntax/ast.ts';
import type { TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import type { Range } from '../../text/range.ts';
import { startsLine, tokenAt } from '../piece.ts';
import type { DialectRule } from './dialect.ts';

/**
 * Moves a rule to a place in the order, from 0. What stands between rules stays where it is; the
 * comments right above a rule go along with it.
 */
export function moveRule<Rule extends DialectRule>(
  script: Script,
  rules: readonly Rule[],
  rule: Rule,
  index: number,
): TextEdit[] {
  const ranges = rules.map((each) => withComments(script, each));
  const before = rules.indexOf(rule);
  const after = Math.min(Math.max(index, 0), rules.length - 1);
  const order = rules.map((_, at) => at);
  order.splice(after, 0, ...order.splice(before, 1));
  return order.flatMap((source, place) => {
    const [from, to] = [ranges[source], ranges[place]];
    if (source === place || from === undefined || to === undefined) return [];
    return [{ ...to, insert: textAt(script, from, to) }];
  });
}

/** The text of a rule for another place; a name line must start its line. */
function textAt(script: Script, source: Range, place: Range): string {
  const { text } = script;
  const moved = text.slice(source.from, source.to);
  const joined = moved.startsWith('#') && !startsLine(text, place.from);
  return joined ? dominantLineEnd(text) + moved : moved;
}

/** A rule with the comment lines right above it: no empty line lies between. */
function withComments({ tokens, text }: Script, { from, to }: Range): Range {
  if (!startsLine(text, from)) return { from, to };
  let start = from;
  for (let i = tokenAt(tokens, from) - 1; i >= 0; i--) {
    const kind = tokens.kind(i);
    const at = tokens.start(i);
    if (kind === 'whitespace') {
      if (/\n[ \t]*\r?\n/.test(text.slice(at, start))) break;
    } else if ((kind === 'hash-comment' || kind === 'bracket-comment') && startsLine(text, at)) {
      start = at;
    } else break;
  }
  return { from: start, to };
}
