import type { Script } from '../../syntax/ast.ts';
import type { Context } from '../context.ts';

/**
 * Warns of carriage returns between tokens and in comments that stand without a line feed (RFC 5228
 * section 2.2): servers see one long line, and a # comment there swallows what follows.
 */
export function checkLineEnds(context: Context): void {
  const { script } = context;
  const lone = findLone(script);
  const [first] = lone;
  if (first === undefined) return;
  const edits = lone.map((from) => ({ from, to: from + 1, insert: '\n' }));
  context.warn(
    'lone-carriage-return',
    { from: first, to: first + 1 },
    'A carriage return alone ends no line: servers see one long line, in which a # comment runs on. Save the file with LF or CR LF.',
    { title: 'Replace all by line ends', edits },
  );
}

function findLone({ text, tokens }: Script): number[] {
  const found: number[] = [];
  let token = 0;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) === 10) continue;
    while (token + 1 < tokens.length && tokens.start(token + 1) <= at) token++;
    const kind = tokens.kind(token);
    if (kind === 'whitespace' || kind === 'hash-comment' || kind === 'bracket-comment') {
      found.push(at);
    }
  }
  return found;
}
