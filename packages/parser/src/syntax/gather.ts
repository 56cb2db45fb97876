import { limits } from '../limits.ts';
import { insertion, type Report, replacement } from './report.ts';
import type { Source } from './source.ts';
import { letter } from './token.ts';
import { Window } from './window.ts';
import { type Control, commandWords, controlAt, plainTests } from './word.ts';

/** One statement as it was meant: where it ends, with commas and ends added where they lack. */
export interface Gathered {
  readonly window: Window;
  readonly control: Control;
  /** Its tests nest deeper than the cap, so that only its name and its end are kept. */
  readonly tooDeep: boolean;
}

/**
 * Takes the tokens of the statement at `first` up to its end. A name that can only start the next
 * statement ends this one; a test that follows another in a list gets its comma.
 */
export function gather(source: Source, report: Report, first: number): Gathered {
  const window = new Window(first);
  let control = controlAt(source, first);
  window.take(source);
  if (control === 'else' && source.isIdentifier(first + 1) && source.word(first + 1) === 'if') {
    joinElseIf(source, report, window);
    control = 'elsif';
  }
  const nesting = new Nesting();
  for (;;) {
    const kind = source.letter(window.next);
    if (kind === 0 || kind === letter.rightBrace) return { window, control, tooDeep: false };
    const before = window.length === 1 ? 0 : (window.letters.at(-1) ?? 0);
    if (kind === letter.identifier && nesting.inList) {
      takeUnquoted(source, report, window);
      continue;
    }
    if (kind === letter.identifier) {
      const step = stepAtName(source, window.next, before, control, nesting.parens);
      if (step === 'end' && control !== null && isStray(source, window.next)) {
        skipStray(source, report, window);
        continue;
      }
      if (step === 'end') {
        endStatement(source, report, window, control);
        return { window, control, tooDeep: false };
      }
      if (step === 'comma') {
        reportMissingComma(report, window.end);
        window.insert(window.length, letter.comma);
        nesting.step(letter.comma);
      }
    }
    if (!nesting.step(kind)) {
      reportTooDeep(source, report, window);
      return { window, control, tooDeep: true };
    }
    reportEmpty(source, report, window, kind);
    window.take(source);
    if (kind === letter.semicolon || kind === letter.leftBrace) {
      return { window, control, tooDeep: false };
    }
  }
}

/** How deep the tests nest at a point of a statement. */
class Nesting {
  parens = 0;
  inList = false;
  private readonly chains: number[] = [0];
  private depth = 0;

  /** False where the cap is passed. */
  step(kind: number): boolean {
    if (kind === letter.leftBracket) this.inList = true;
    else if (kind === letter.rightBracket) this.inList = false;
    else if (kind === letter.leftParenthesis) this.chains[++this.parens] = 0;
    else if (kind === letter.comma && !this.inList) this.leave();
    else if (kind === letter.rightParenthesis && this.parens > 0) {
      this.leave();
      this.parens--;
    } else if (kind === letter.identifier) {
      this.chains[this.parens] = (this.chains[this.parens] ?? 0) + 1;
      this.depth++;
    }
    return this.depth <= limits.testDepth && this.parens <= limits.testDepth;
  }

  private leave(): void {
    this.depth -= this.chains[this.parens] ?? 0;
    this.chains[this.parens] = 0;
  }
}

/** What a name that follows `before` (0: the name of the command) is: a test, or something else. */
function stepAtName(
  source: Source,
  index: number,
  before: number,
  control: Control,
  parens: number,
): 'test' | 'comma' | 'end' {
  const isCommand = commandWords.has(source.word(index));
  const starts = isCommand || source.startsLine(index);
  if (before === 0) {
    if (control === 'if' || control === 'elsif') return 'test';
    return control === 'else' || starts ? 'end' : 'test';
  }
  if (before === letter.leftParenthesis || before === letter.comma) return 'test';
  if (isCommand) return 'end';
  const afterTest = before !== letter.identifier || plainTests.has(source.word(index - 1));
  if (!afterTest) return 'test';
  if (parens > 0) return 'comma';
  if (before === letter.rightParenthesis || starts) return 'end';
  return 'test';
}

/**
 * Whether a command's name within the tests of another is out of place there, and not the start of
 * the next statement: on the same line comes a block that it could not open.
 */
function isStray(source: Source, index: number): boolean {
  const word = source.word(index);
  if (!commandWords.has(word) || word === 'foreverypart' || source.startsLine(index)) return false;
  let next = index + 1;
  const follows = source.letter(next);
  if (word === 'else' && follows === letter.leftBrace) return false;
  const isTest = follows === letter.identifier || follows === letter.leftParenthesis;
  if ((word === 'if' || word === 'elsif') && isTest) return false;
  for (; ; next++) {
    const kind = source.letter(next);
    if (kind === letter.leftBrace) return true;
    if (kind === 0 || kind === letter.semicolon || kind === letter.rightBrace) return false;
    if (kind === letter.identifier && commandWords.has(source.word(next))) return false;
  }
}

function skipStray(source: Source, report: Report, window: Window): void {
  const from = source.start(window.next);
  const to = source.end(window.next);
  const why = `“${source.text.slice(from, to)}” is a command and has no place within a test. Remove it.`;
  report.error('unexpected-token', from, to, why, replacement('Remove it', from, to, ''));
  window.next++;
}

function joinElseIf(source: Source, report: Report, window: Window): void {
  const from = source.start(window.next - 1);
  const to = source.end(window.next);
  const why = 'Sieve writes “else if” as one word. Use elsif.';
  report.error('else-if', from, to, why, replacement('Use elsif', from, to, 'elsif'));
  window.ends[0] = to;
  window.next++;
}

function takeUnquoted(source: Source, report: Report, window: Window): void {
  const from = source.start(window.next);
  const to = source.end(window.next);
  const raw = source.text.slice(from, to);
  const why = 'A list holds strings alone, and a string needs quotes around it. Add them.';
  report.error(
    'unquoted-string',
    from,
    to,
    why,
    replacement('Put it in quotes', from, to, `"${raw}"`),
  );
  window.take(source, letter.string);
}

function endStatement(source: Source, report: Report, window: Window, control: Control): void {
  const at = window.end;
  if (control === null) {
    reportMissingSemicolon(report, source, at);
    window.insert(window.length, letter.semicolon);
    return;
  }
  if (continuesChain(source, window.next)) reportMissingBlock(report, control, at);
  else {
    const why = `The commands of ${control} stand in braces. Add { here, and } after them.`;
    report.error('missing-left-brace', at, at, why, insertion('Add {', at, ' {'));
  }
  window.insert(window.length, letter.leftBrace);
}

/** Whether elsif or else stands at an index: a block that had to be added before it holds nothing. */
export function continuesChain(source: Source, index: number): boolean {
  const control = source.isIdentifier(index) ? controlAt(source, index) : null;
  return control === 'elsif' || control === 'else';
}

/** Reports that a command ends at `at` without its block, with nothing after it that could be in it. */
export function reportMissingBlock(report: Report, control: Control, at: number): void {
  const why = `The commands of ${control} stand in braces. Add { and } here.`;
  report.error('missing-left-brace', at, at, why, insertion('Add { }', at, ' { }'));
}

/** Reports a statement that ends at `at` without its semicolon. */
export function reportMissingSemicolon(report: Report, source: Source, at: number): void {
  const why = 'This command does not end: a semicolon is missing. Add ; here.';
  // Right after the dot that closes a text: only a line end may follow.
  const insert = source.text[at - 1] === '.' ? '\n;' : ';';
  report.error('missing-semicolon', at, at, why, insertion('Add ;', at, insert));
}

export function reportMissingComma(report: Report, at: number): void {
  const why = 'Items of a list are separated by commas. Add a comma here.';
  report.error('missing-comma', at, at, why, insertion('Add a comma', at, ','));
}

function reportEmpty(source: Source, report: Report, window: Window, kind: number): void {
  const before = window.letters.at(-1);
  const from = source.start(window.next - 1);
  const to = source.end(window.next);
  if (kind === letter.rightBracket && before === letter.leftBracket) {
    const why = 'A list holds at least one string. Add one; "" is the empty string.';
    report.error('empty-list', from, to, why);
  }
  if (kind === letter.rightParenthesis && before === letter.leftParenthesis) {
    report.error('empty-test-list', from, to, 'A list of tests holds at least one test. Add one.');
  }
}

function reportTooDeep(source: Source, report: Report, window: Window): void {
  const at = window.next;
  const why = `Tests nest more than ${limits.testDepth} deep here, which no server loads. Split the rule.`;
  report.error('tests-too-deep', source.start(at), source.end(at), why);
  let next = at;
  for (;;) {
    const kind = source.letter(next);
    if (kind === 0 || kind === letter.rightBrace) break;
    if (kind === letter.semicolon || kind === letter.leftBrace) break;
    next++;
  }
  window.keepEnds(false);
  window.next = next;
  const kind = source.letter(next);
  if (kind === letter.semicolon || kind === letter.leftBrace) window.take(source);
}
