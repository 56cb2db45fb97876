import { reportMissingBlock, reportMissingComma, reportMissingSemicolon } from './gather.ts';
import { insertion, type Report, replacement } from './report.ts';
import type { Source } from './source.ts';
import { letter } from './token.ts';
import type { Window } from './window.ts';
import type { Control } from './word.ts';

/** What recovery knows of the statement that it mends. */
export interface Patient {
  readonly source: Source;
  readonly report: Report;
  readonly window: Window;
  readonly control: Control;
  /** The statement runs to the end of a text whose last token is not closed: that is reported. */
  readonly quiet: boolean;
}

/**
 * Changes one token of a statement so that the grammar gets further than `at`, the place in the
 * window where it stopped, and reports what was wrong there.
 */
export function mendAt(patient: Patient, at: number): void {
  const { inList, parens } = contextAt(patient.window, at);
  if (inList) {
    mendList(patient, at);
    return;
  }
  const kind = patient.window.letters[at] ?? 0;
  const ends = kind === 0 || kind === letter.semicolon || kind === letter.leftBrace;
  if (parens > 0 && ends) {
    closeWith(patient, at, letter.rightParenthesis);
    return;
  }
  if (kind === 0) {
    endWindow(patient);
    return;
  }
  const before = patient.window.letters[at - 1];
  if (openList(patient, kind === letter.comma ? at : at - 1)) return;
  if (kind === letter.comma && parens === 0 && openTests(patient, at)) return;
  if (kind === letter.rightParenthesis && before === letter.comma) {
    removeComma(patient, at - 1);
    return;
  }
  if (kind === letter.comma && parens > 0) {
    removeComma(patient, at);
    return;
  }
  removeUnexpected(patient, at);
}

function contextAt(window: Window, at: number): { inList: boolean; parens: number } {
  let inList = false;
  let parens = 0;
  for (let i = 0; i < at; i++) {
    const kind = window.letters[i];
    if (kind === letter.leftBracket) inList = true;
    else if (kind === letter.rightBracket) inList = false;
    else if (kind === letter.leftParenthesis) parens++;
    else if (kind === letter.rightParenthesis) parens--;
  }
  return { inList, parens };
}

/** Adds the `[` that strings with commas between lack; where `]` lacks too, the whole list. */
function openList({ window, report }: Patient, comma: number): boolean {
  const { letters, starts, ends } = window;
  const isString = (i: number): boolean =>
    letters[i] === letter.string || letters[i] === letter.multiLine;
  if (letters[comma] !== letter.comma || !isString(comma - 1) || !isString(comma + 1)) return false;
  let last = comma + 1;
  while (letters[last + 1] === letter.comma && isString(last + 2)) last += 2;
  const closed = letters[last + 1] === letter.rightBracket;
  const from = starts[comma - 1] ?? 0;
  const to = ends[last] ?? 0;
  const close = closed ? [] : [{ from: to, to, insert: ']' }];
  const fix = { title: 'Put it in [ ]', edits: [{ from, to: from, insert: '[' }, ...close] };
  const why = 'Several strings stand in brackets: ["a", "b"]. Add [ here';
  report.error(
    'missing-left-bracket',
    from,
    to,
    closed ? `${why}.` : `${why}, and ] at the end.`,
    fix,
  );
  if (!closed) window.insert(last + 1, letter.rightBracket);
  window.insert(comma - 1, letter.leftBracket);
  return true;
}

/** Adds the `(` after the last anyof or allof before a comma between tests. */
function openTests({ window, report, source }: Patient, comma: number): boolean {
  const { letters, ends } = window;
  if (!letters.includes(letter.rightParenthesis, comma)) return false;
  for (let i = comma - 1; i > 0; i--) {
    if (letters[i] !== letter.identifier) continue;
    const word = source.text.slice(window.starts[i], ends[i]).toLowerCase();
    if (word !== 'anyof' && word !== 'allof') continue;
    if (letters[i + 1] === letter.leftParenthesis) return false;
    const at = ends[i] ?? 0;
    const why = `The tests of ${word} stand in parentheses. Add ( here.`;
    report.error('missing-left-parenthesis', at, at, why, insertion('Add (', at, ' ('));
    window.insert(i + 1, letter.leftParenthesis);
    return true;
  }
  return false;
}

function mendList(patient: Patient, at: number): void {
  const { window, report } = patient;
  const kind = window.letters[at] ?? 0;
  const before = window.letters[at - 1];
  const isString = kind === letter.string || kind === letter.multiLine;
  if (before !== letter.leftBracket && before !== letter.comma) {
    const closes = window.letters.includes(letter.rightBracket, at);
    if (!isString || !closes) {
      closeWith(patient, at, letter.rightBracket);
      return;
    }
    reportMissingComma(report, window.ends[at - 1] ?? 0);
    window.insert(at, letter.comma);
    return;
  }
  if (kind === letter.comma) {
    removeComma(patient, at);
    return;
  }
  if (kind === letter.rightBracket) {
    removeComma(patient, at - 1);
    return;
  }
  if (kind === letter.number || kind === letter.tag) {
    quote(patient, at);
    return;
  }
  if (kind === letter.leftBracket || kind === letter.leftParenthesis) {
    removeUnexpected(patient, at);
    return;
  }
  closeWith(patient, at, letter.rightBracket);
}

/** Closes a list before `at`; a comma that dangles there becomes the end of the list. */
function closeWith(patient: Patient, at: number, kind: number): void {
  const { window, report } = patient;
  const dangling = window.letters[at - 1] === letter.comma;
  const place = (dangling ? window.starts[at - 1] : window.ends[at - 1]) ?? 0;
  if (!patient.quiet) {
    const sign = String.fromCharCode(kind);
    const [code, what] =
      kind === letter.rightBracket
        ? (['missing-right-bracket', 'list of strings'] as const)
        : (['missing-right-parenthesis', 'list of tests'] as const);
    const why = `This ${what} is never closed. Add ${sign} here.`;
    const to = dangling ? place + 1 : place;
    report.error(code, place, to, why, replacement(`Add ${sign}`, place, to, sign));
  }
  if (dangling) window.letters[at - 1] = kind;
  else window.insert(at, kind);
}

function endWindow(patient: Patient): void {
  const { window, report, control, quiet, source } = patient;
  const at = window.end;
  if (control === null) {
    if (!quiet) reportMissingSemicolon(report, source, at);
    window.insert(window.length, letter.semicolon);
    return;
  }
  if (!quiet) reportMissingBlock(report, control, at);
  window.insert(window.length, letter.leftBrace);
}

function removeComma(patient: Patient, at: number): void {
  const { window, report } = patient;
  const from = window.starts[at] ?? 0;
  const why = 'A comma separates two items; there is none on one side of this one. Remove it.';
  const fix = replacement('Remove the comma', from, from + 1, '');
  report.error('extra-comma', from, from + 1, why, fix);
  window.remove(at);
}

function quote(patient: Patient, at: number): void {
  const { window, report, source } = patient;
  const from = window.starts[at] ?? 0;
  const to = window.ends[at] ?? 0;
  const why = 'A list holds strings alone, and a string needs quotes around it. Add them.';
  const fix = replacement('Put it in quotes', from, to, `"${source.text.slice(from, to)}"`);
  report.error('unquoted-string', from, to, why, fix);
  window.letters[at] = letter.string;
}

function removeUnexpected(patient: Patient, at: number): void {
  const { window, report, source } = patient;
  const from = window.starts[at] ?? 0;
  const to = window.ends[at] ?? 0;
  const why = explain(source.text.slice(from, to), window.letters[at] ?? 0);
  report.error('unexpected-token', from, to, why, replacement('Remove it', from, to, ''));
  window.remove(at);
}

function explain(raw: string, kind: number): string {
  if (kind === letter.comma)
    return 'No list is open here. Remove the comma, or put the items in [ ].';
  if (kind === letter.rightBracket || kind === letter.rightParenthesis) {
    return `There is no list that this ${raw} could close. Remove it.`;
  }
  if (kind === letter.leftBracket || kind === letter.leftParenthesis) {
    return `Nothing that ${raw} could open has its place here; lists do not nest. Remove it.`;
  }
  const shown = raw.length > 40 ? `${raw.slice(0, 40)}…` : raw;
  return `${shown.replaceAll('\n', ' ')} cannot stand here: after its tests a command ends. Remove it.`;
}
