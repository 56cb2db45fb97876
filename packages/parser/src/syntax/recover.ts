import { limits } from '../limits.ts';
import { continuesChain, gather } from './gather.ts';
import { grammar } from './grammar.ts';
import { mendAt } from './mend.ts';
import { type Report, replacement } from './report.ts';
import type { Source } from './source.ts';
import type { Tape } from './tape.ts';
import { letter } from './token.ts';
import type { Window } from './window.ts';
import { commandWords } from './word.ts';

/**
 * Reads what the grammar does not take as it stands: one malformed statement, or tokens where a
 * statement should start. Reports it, builds what can be understood, and returns the index after.
 */
export function recover(
  source: Source,
  report: Report,
  tape: Tape,
  at: number,
  byIndent: boolean,
): number {
  switch (source.letter(at)) {
    case letter.identifier:
      return recoverStatement(source, report, tape, at);
    case letter.semicolon:
      return skipSemicolon(source, report, at);
    case letter.rightBrace:
      return skipBrace(source, report, at);
    case letter.leftBrace:
      return openNameless(source, report, tape, at, byIndent);
    default:
      return skipGarbage(source, report, tape, at);
  }
}

function recoverStatement(source: Source, report: Report, tape: Tape, at: number): number {
  const { window, control, tooDeep } = gather(source, report, at);
  const quiet = source.openEnd && window.next >= source.length;
  if (tooDeep && window.length === 1)
    window.insert(1, control === null ? letter.semicolon : letter.leftBrace);
  const isBlock = window.letters.at(-1) === letter.leftBrace;
  if (isBlock && tape.frames.length >= limits.blockDepth) {
    return skipDeepBlock(source, report, tape, window);
  }
  const frames = tape.frames.length;
  for (let repairs = 0; ; repairs++) {
    const stop = parseWindow(tape, window);
    if (stop < 0) break;
    if (repairs === limits.repairsPerStatement) {
      keepName(window);
      continue;
    }
    mendAt({ source, report, window, control, quiet }, stop);
  }
  const added = window.starts.at(-1) === window.ends.at(-1);
  if (tape.frames.length > frames && added && holdsNothing(source, window.next)) {
    tape.closeAt(window.end);
  }
  return window.next;
}

/** Whether a block that had to be added before an index holds nothing, by what comes there. */
function holdsNothing(source: Source, index: number): boolean {
  const follows = source.letter(index);
  return follows === 0 || follows === letter.rightBrace || continuesChain(source, index);
}

/** Parses a statement of its own: -1, or the place where the grammar stopped. */
function parseWindow(tape: Tape, window: Window): number {
  let stop = -1;
  tape.within(window, () => {
    stop = grammar.statement(window, tape);
    return stop < 0;
  });
  return stop;
}

/** Gives a statement up: its name and its end remain. */
function keepName(window: Window): void {
  const last = window.letters.at(-1);
  const ended = last === letter.semicolon || last === letter.leftBrace;
  window.keepEnds(ended);
  if (!ended) window.insert(1, letter.semicolon);
}

function skipDeepBlock(source: Source, report: Report, tape: Tape, window: Window): number {
  const open = window.next - 1;
  const why = `Blocks nest more than ${limits.blockDepth} deep here, which no server loads. Split the rule.`;
  report.error('blocks-too-deep', source.start(open), source.end(open), why);
  let depth = 1;
  let next = window.next;
  for (; depth > 0 && next < source.length; next++) {
    const kind = source.letter(next);
    if (kind === letter.leftBrace) depth++;
    else if (kind === letter.rightBrace) depth--;
  }
  keepName(window);
  tape.within(window, () => {
    tape.name(0);
    tape.statement(0, 0, 0, true, window.length);
    return true;
  });
  tape.closeAt(source.end(next - 1));
  return next;
}

function skipSemicolon(source: Source, report: Report, at: number): number {
  const from = source.start(at);
  const why = 'No command stands before this semicolon: blocks end without one. Remove it.';
  report.error('stray-semicolon', from, from + 1, why, replacement('Remove ;', from, from + 1, ''));
  return at + 1;
}

function skipBrace(source: Source, report: Report, at: number): number {
  const from = source.start(at);
  const why =
    'No block is open that this brace could close. Remove it, or add the { that it lacks.';
  report.error(
    'stray-right-brace',
    from,
    from + 1,
    why,
    replacement('Remove }', from, from + 1, ''),
  );
  return at + 1;
}

function openNameless(
  source: Source,
  report: Report,
  tape: Tape,
  at: number,
  byIndent: boolean,
): number {
  const from = source.start(at);
  const isDoubled = byIndent && source.letter(at - 1) === letter.leftBrace;
  const why =
    'A block belongs to a command such as if or else; none stands before this brace. Add one.';
  report.error('block-without-command', from, from + 1, why);
  if (isDoubled || tape.frames.length >= limits.blockDepth) return at + 1;
  tape.open(-1, from, from + 1);
  return at + 1;
}

function skipGarbage(source: Source, report: Report, tape: Tape, at: number): number {
  let next = at + 1;
  for (; next < source.length; next++) {
    const kind = source.letter(next);
    if (kind === letter.semicolon || kind === letter.leftBrace || kind === letter.rightBrace) break;
    if (kind !== letter.identifier) continue;
    if (source.startsLine(next) || commandWords.has(source.word(next))) break;
  }
  const from = source.start(at);
  const to = source.end(next - 1);
  const why = 'A command starts with its name, such as keep or fileinto. Add one, or remove this.';
  const kind = source.letter(next);
  const end = kind === letter.semicolon ? source.end(next) : to;
  const fix = kind === letter.leftBrace ? undefined : replacement('Remove it', from, end, '');
  report.error('command-expected', from, to, why, fix);
  if (kind === letter.leftBrace && tape.frames.length < limits.blockDepth) {
    tape.open(-1, source.start(next), source.end(next));
  }
  return kind === letter.semicolon || kind === letter.leftBrace ? next + 1 : next;
}
