import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import type { Command, Script } from '../syntax/ast.ts';
import type { LexState, Mending } from '../syntax/lex-state.ts';
import { lex } from '../syntax/lexer.ts';
import { read } from '../syntax/read.ts';
import { Report } from '../syntax/report.ts';
import { createScript } from '../syntax/script.ts';
import { Source } from '../syntax/source.ts';
import { letter } from '../syntax/token.ts';
import type { Range } from '../text/range.ts';

/** A stretch of a script, from the start of one of its pieces on. */
export interface Stretch {
  readonly text: string;
  /**
   * Commands at its end that are known to stand there, of pieces without a fault, and where the
   * first of these pieces starts; null where the stretch runs to the end of the script.
   */
  readonly end: { readonly from: number; readonly commands: readonly Range[] } | null;
}

/** One way to read a stretch. */
export interface Attempt {
  readonly script: Script;
  readonly mending: Mending;
  /** Some string looks as if a quote were missing. */
  readonly suspicious: boolean;
  /** Blocks that nothing closes. */
  readonly unclosed: number;
  /** How many faults the whole script has at least, read so. */
  readonly faults: number;
  /** It has that many: the end of the stretch is read as the commands that stand there. */
  readonly exact: boolean;
  /** It is, and in no block but such as were added: the rest is read as it was before. */
  readonly settled: boolean;
  /** How many blocks were added to mend the script, and reach up to its end. */
  readonly opened: number;
  /** At most `limits.diagnostics`, by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The same with blocks closed where the indentation says so. */
  readonly byIndent: () => Attempt;
}

/** Reads a stretch as it stands, or with quotes added that seem to be missing. */
export function attempt(stretch: Stretch, mending: Mending): Attempt {
  const lexical = new Report();
  const lexed = lex(stretch.text, lexical, mending);
  const source = new Source(lexed);
  return judge(stretch, lexed, lexical, source, false);
}

function judge(
  stretch: Stretch,
  lexed: LexState,
  lexical: Report,
  source: Source,
  byIndent: boolean,
): Attempt {
  const { text, end } = stretch;
  const reading = read(source, byIndent);
  const script = createScript(text, lexed.tokens, reading.tape);
  const diagnostics = [...lexical.items, ...reading.report.items].sort(
    (a, b) => a.from - b.from || a.to - b.to,
  );
  const count = lexical.count + reading.report.count;
  const depth = end === null ? 0 : depthOf(end.commands, script.commands);
  const reached = end !== null && diagnostics.some(({ to }) => to > end.from);
  const known = depth >= 0 && depth <= deepest && !reached && count === diagnostics.length;
  const exact = end === null || known;
  const sure = lexed.mending === 'none' && !byIndent;
  const atLeast = sure ? certain(lexical.items, reading.report.items, source, end?.from ?? 0) : 0;
  return {
    script,
    mending: lexed.mending,
    suspicious: lexed.suspicious,
    unclosed: reading.unclosed,
    faults: exact ? count : atLeast,
    exact,
    settled: exact && (end === null || reading.unclosed === 0),
    opened: depth,
    diagnostics,
    byIndent: () => judge(stretch, lexed, lexical, source, true),
  };
}

/** Blocks that are left open around what is known to follow; half of what servers nest. */
export const deepest: number = limits.blockDepth >> 1;

/** How many blocks the expected commands stand in, at the end of each; -1 where they do not. */
function depthOf(expected: readonly Range[], commands: readonly Command[]): number {
  let list: readonly Command[] | undefined = commands;
  for (let depth = 0; list !== undefined; depth++) {
    const last = list.slice(-expected.length);
    const same =
      last.length === expected.length &&
      last.every(({ from, to }, i) => from === expected[i]?.from && to === expected[i]?.to);
    if (same) return depth;
    list = list.at(-1)?.block?.commands;
  }
  return -1;
}

/** Faults that may be of what follows the stretch, or of its being cut off there. */
const uncertain = new Set([
  'missing-right-brace',
  'unterminated-comment',
  'unterminated-string',
  'unterminated-text',
]);

/** How many faults are faults whatever follows the stretch. */
function certain(
  lexical: readonly Diagnostic[],
  syntactic: readonly Diagnostic[],
  source: Source,
  known: number,
): number {
  // What these are taken to end at, or to hold, may lie behind the stretch.
  const open = [...lexical, ...syntactic].some(
    ({ code }) => code === 'unterminated-text' || code === 'blocks-too-deep',
  );
  if (open) return 0;
  const before = (limit: number) => (fault: Diagnostic) =>
    fault.from < limit && !uncertain.has(fault.code);
  const words = lexical.filter(before(known));
  return words.length + syntactic.filter(before(lastEnd(source))).length;
}

/** Where the last statement ends that is whole for certain; what follows reaches no further back. */
function lastEnd(source: Source): number {
  const ends: readonly number[] = [letter.semicolon, letter.leftBrace, letter.rightBrace];
  let last = source.length - 1;
  while (last >= 0 && !ends.includes(source.letter(last))) last--;
  return last < 0 ? 0 : source.start(last);
}
