import type { Command } from './ast.ts';
import { TreeBuilder } from './builder.ts';
import { parse as grammar } from './grammar.generated.js';
import { recover } from './recover.ts';
import { insertion, Report } from './report.ts';
import { isPlain } from './scan.ts';
import type { Source } from './source.ts';
import { letter } from './token.ts';
import { controlAt } from './word.ts';

/** One way to understand a script: its commands, and what is wrong with them. */
export interface Reading {
  readonly commands: readonly Command[];
  readonly report: Report;
  /** Blocks that nothing closed. */
  readonly unclosed: number;
}

/**
 * Reads all statements: runs of well-formed ones by the grammar, malformed ones by recovery. With
 * `byIndent`, a statement that stands no deeper than the head of a block closes that block.
 */
export function read(source: Source, byIndent: boolean): Reading {
  const report = new Report();
  const build = new TreeBuilder(source.text, source);
  const indents: number[] = [];
  build.ready = (index) => {
    const kind = source.letter(index);
    if (byIndent) closeByIndent(source, report, build, indents, index);
    if (kind === letter.rightBrace) return build.frames.length > 0;
    if (kind !== letter.identifier) return false;
    return isPlain(source, index, build.frames.length);
  };
  const { kinds } = source;
  let at = 0;
  while (at < source.length) {
    at = grammar(kinds, {
      build,
      startRule: 'Run',
      peg$currPos: at,
      peg$silentFails: 1,
      peg$library: true,
    }).peg$currPos;
    if (at < source.length) at = recover(source, report, build, at);
  }
  const unclosed = closeRest(source, report, build);
  return { commands: build.commands, report, unclosed };
}

/** Closes what is open at the end of the text. */
function closeRest(source: Source, report: Report, build: TreeBuilder): number {
  let unclosed = 0;
  const { text } = source;
  for (let frame = build.frames.at(-1); frame !== undefined; frame = build.frames.at(-1)) {
    const { from, to } = frame;
    if (to > from && !source.openEnd) {
      unclosed++;
      reportUnclosed(report, from, text.length, text.endsWith('\n') ? '}\n' : '\n}\n');
    }
    build.closeAt(text.length);
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
  build: TreeBuilder,
  indents: number[],
  index: number,
): void {
  noteIndents(source, build, indents);
  const isBrace = source.letter(index) === letter.rightBrace;
  if (continuesOutside(source, build, index)) {
    closeMissing(source, report, build, indents, index);
    return;
  }
  if (build.frames.length === 0 || !source.startsLine(index)) return;
  const indent = source.indent(index);
  if (indent < 0) return;
  for (let frame = build.frames.at(-1); frame !== undefined; frame = build.frames.at(-1)) {
    const of = indents[build.frames.length - 1] ?? -1;
    // A brace closes the block whose head it stands below, where there is one such.
    const outside = isBrace ? indent < of && indents.includes(indent) : indent <= of;
    if (!outside || frame.to === frame.from) return;
    closeMissing(source, report, build, indents, index);
  }
}

/** Whether a token is elsif or else with no if before it in its block, which is one's of an if. */
function continuesOutside(source: Source, build: TreeBuilder, index: number): boolean {
  const control = source.isIdentifier(index) ? controlAt(source, index) : null;
  if (control !== 'elsif' && control !== 'else') return false;
  const frame = build.frames.at(-1);
  if (frame === undefined || frame.to === frame.from) return false;
  const owner = frame.head?.name.lower;
  const before = build.last()?.name.lower;
  return (owner === 'if' || owner === 'elsif') && before !== 'if' && before !== 'elsif';
}

function closeMissing(
  source: Source,
  report: Report,
  build: TreeBuilder,
  indents: number[],
  index: number,
): void {
  const frame = build.frames.at(-1);
  if (frame === undefined) return;
  const at = source.end(index - 1);
  const line = source.text.slice(at, source.start(index));
  const insert = `${/\r?\n[ \t]*$/.exec(line)?.[0] ?? '\n'}}`;
  reportUnclosed(report, frame.from, at, insert);
  build.closeAt(at);
  indents.pop();
}

/** Notes for each open block how far the line of its head is indented. */
function noteIndents(source: Source, build: TreeBuilder, indents: number[]): void {
  indents.length = Math.min(indents.length, build.frames.length);
  while (indents.length < build.frames.length) {
    const frame = build.frames[indents.length];
    indents.push(frame?.head ? source.indentAt(frame.head.name.from) : -1);
  }
}
