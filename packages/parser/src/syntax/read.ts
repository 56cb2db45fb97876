import type { Gate } from './grammar.generated.js';
import { grammar } from './grammar.ts';
import { recover } from './recover.ts';
import { insertion, Report } from './report.ts';
import { isPlain } from './scan.ts';
import type { Source } from './source.ts';
import { Tape } from './tape.ts';
import { letter } from './token.ts';
import { controlAt } from './word.ts';

/** One way to understand a script: what it says, and what is wrong with it. */
export interface Reading {
  readonly tape: Tape;
  readonly report: Report;
  /** Blocks that nothing closed. */
  readonly unclosed: number;
}

/**
 * Reads all statements: runs of well-formed ones by the grammar, malformed ones by recovery. With
 * `byIndent`, a statement that stands no deeper than the head of a block closes that block, and a
 * brace right after another opens none.
 */
export function read(source: Source, byIndent: boolean): Reading {
  const reader = new Reader(source, byIndent);
  const { report, tape } = reader;
  let at = 0;
  while (at < source.length) {
    at = grammar.run(source, at, tape, reader);
    tape.rewind();
    if (at < source.length) at = recover(source, report, tape, at, byIndent);
  }
  grammar.rest();
  const unclosed = closeRest(source, report, tape);
  return { tape, report, unclosed };
}

/** What the grammar asks before each statement and each closing brace. */
class Reader implements Gate {
  readonly report: Report = new Report();
  readonly tape: Tape;
  private readonly source: Source;
  private readonly byIndent: boolean;
  /** Of the line of the head of each open block. */
  private readonly indents: number[] = [];

  constructor(source: Source, byIndent: boolean) {
    this.source = source;
    this.byIndent = byIndent;
    this.tape = new Tape(source);
  }

  ready(index: number): boolean {
    const { source, tape } = this;
    if (this.byIndent) closeByIndent(source, this.report, tape, this.indents, index);
    const kind = source.letter(index);
    if (kind === letter.rightBrace) return tape.frames.length > 0;
    return kind === letter.identifier && isPlain(source, index, tape.frames.length);
  }
}

/** Closes what is open at the end of the text. */
function closeRest(source: Source, report: Report, tape: Tape): number {
  let unclosed = 0;
  const { text } = source;
  for (let frame = tape.frames.at(-1); frame !== undefined; frame = tape.frames.at(-1)) {
    const { from, to } = frame;
    if (to > from && !source.openEnd) {
      unclosed++;
      reportUnclosed(report, from, text.length, text.endsWith('\n') ? '}\n' : '\n}\n');
    }
    tape.closeAt(text.length);
  }
  return unclosed;
}

function reportUnclosed(report: Report, brace: number, at: number, insert: string): void {
  const why = 'This block is never closed. Add } after its last command.';
  report.error('missing-right-brace', brace, brace + 1, why, insertion('Add }', at, insert));
}

/** Closes the blocks that a token at the start of a line stands outside of by its indentation. */
function closeByIndent(
  source: Source,
  report: Report,
  tape: Tape,
  indents: number[],
  index: number,
): void {
  noteIndents(source, tape, indents);
  const isBrace = source.letter(index) === letter.rightBrace;
  if (continuesOutside(source, tape, index)) {
    closeMissing(source, report, tape, indents, index);
    return;
  }
  if (tape.frames.length === 0 || !source.startsLine(index)) return;
  const indent = source.indent(index);
  if (indent < 0) return;
  for (let frame = tape.frames.at(-1); frame !== undefined; frame = tape.frames.at(-1)) {
    const of = indents[tape.frames.length - 1] ?? -1;
    // A brace closes the block whose head it stands below, where there is one such.
    const outside = isBrace ? indent < of && indents.includes(indent) : indent <= of;
    if (!outside || frame.to === frame.from) return;
    closeMissing(source, report, tape, indents, index);
  }
}

/** Whether a token is elsif or else with no if before it in its block, which is one's of an if. */
function continuesOutside(source: Source, tape: Tape, index: number): boolean {
  const control = source.isIdentifier(index) ? controlAt(source, index) : null;
  if (control !== 'elsif' && control !== 'else') return false;
  const frame = tape.frames.at(-1);
  if (frame === undefined || frame.to === frame.from) return false;
  const owner = frame.head < 0 ? null : tape.word(frame.head);
  const before = frame.last < 0 ? null : tape.word(frame.last);
  return (owner === 'if' || owner === 'elsif') && before !== 'if' && before !== 'elsif';
}

function closeMissing(
  source: Source,
  report: Report,
  tape: Tape,
  indents: number[],
  index: number,
): void {
  const frame = tape.frames.at(-1);
  if (frame === undefined) return;
  const at = source.end(index - 1);
  const line = source.text.slice(at, source.start(index));
  const insert = `${/\r?\n[ \t]*$/.exec(line)?.[0] ?? '\n'}}`;
  reportUnclosed(report, frame.from, at, insert);
  tape.closeAt(at);
  indents.pop();
}

/** Notes for each open block how far the line of its head is indented. */
function noteIndents(source: Source, tape: Tape, indents: number[]): void {
  indents.length = Math.min(indents.length, tape.frames.length);
  while (indents.length < tape.frames.length) {
    const frame = tape.frames[indents.length];
    indents.push(
      frame !== undefined && frame.head >= 0 ? source.indentAt(tape.start(frame.head)) : -1,
    );
  }
}
