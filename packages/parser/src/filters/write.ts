import type { Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { dominantLineEnd, type LineEnd } from '../text/line-end.ts';
import { refuseExpanded } from './constant.ts';
import { FilterError } from './error.ts';
import { headEdit, writeHead } from './head.ts';
import type { Filter, FilterEntry, FormFilter, Rule } from './model.ts';
import { writeName } from './name.ts';
import { type Piece, startsLine } from './piece.ts';
import { quoteString } from './quote.ts';
import { type Located, type LocatedForm, locateFilters } from './read.ts';
import { lineStart, renameEdits } from './rename.ts';
import { completeRequire } from './require.ts';

/**
 * Adds a filter at the end of a script, in Roundcube's form and with the script's own line ends.
 * The script must be one without syntax errors.
 * @throws FilterError where a name or a value cannot be written.
 */
export function addRule(script: Script, entry: FilterEntry): TextEdit[] {
  checkRule(script, entry.rule);
  const { text } = script;
  const eol = dominantLineEnd(text);
  const { name, rule, enabled = true } = entry;
  const title = writeName(name);
  const test = writeTest(rule);
  const lines = [
    ...(title === '' ? [] : [title]),
    `if ${writeHead(test, enabled)}`,
    '{',
    `\t${writeFileinto(rule)}`,
    ...(rule.stop ? ['\tstop;'] : []),
    '}',
    '',
  ];
  const gap = text === '' || text === '\ufeff' || text.endsWith('\n') ? '' : eol;
  const end = { from: text.length, to: text.length, insert: gap + lines.join(eol) };
  return [...completeRequire(script, capabilitiesOf(rule)), end];
}

/**
 * Changes a filter to what `entry` says: only the parts of it that differ.
 * @throws FilterError where a name or a value cannot be written, or the filter is not of `script`.
 */
export function replaceRule(script: Script, filter: FormFilter, entry: FilterEntry): TextEdit[] {
  checkRule(script, entry.rule);
  const located = locate(script, filter);
  if (located.head === null) {
    const message = 'This filter holds more than the form can show. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  const eol = dominantLineEnd(script.text);
  return [
    ...completeRequire(script, capabilitiesOf(entry.rule)),
    ...nameEdits(script, located.piece, entry.name),
    ...testEdits(script, located, entry, eol),
    ...actionEdits(script, located, entry.rule, eol),
  ];
}

/**
 * Removes a filter, its name line included, and the line that is empty then.
 * @throws FilterError where the filter is not of `script`.
 */
export function removeFilter(script: Script, filter: Filter): TextEdit[] {
  const { piece } = locate(script, filter);
  return [removal(script, piece.from, piece.to)];
}

/** Removes a range, and its line where nothing else stands there. */
export function removal(script: Script, from: number, to: number): TextEdit {
  const { text } = script;
  if (!startsLine(text, from)) return { from, to, insert: '' };
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(to, to + 200));
  // A string of several lines may have taken the line end with it.
  if (rest === null || text[to - 1] === '\n') return { from, to, insert: '' };
  let start = from;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return { from: start, to: to + rest[0].length, insert: '' };
}

function locate(script: Script, filter: Filter): Located {
  const found = locateFilters(script).find(
    ({ filter: { from, to, kind } }) =>
      from === filter.from && to === filter.to && kind === filter.kind,
  );
  if (found !== undefined) return found;
  const message = 'This filter is not in the script as it is now. Read the filters again.';
  throw new FilterError('stale-filter', message);
}

function checkRule(script: Script, rule: Rule): void {
  if (rule.conditions.length === 0) {
    const message = 'A rule without a condition would catch every message. Add a condition.';
    throw new FilterError('no-condition', message);
  }
  if (rule.mailbox === '') {
    throw new FilterError('bad-value', 'The rule names no mailbox. Choose one.');
  }
  const values = rule.conditions.flatMap(({ header, value }) => [header, value]);
  refuseExpanded(script, [...values, rule.mailbox]);
}

function capabilitiesOf(rule: Rule): string[] {
  return rule.create ? ['fileinto', 'mailbox'] : ['fileinto'];
}

function writeTest({ join, conditions }: Pick<Rule, 'join' | 'conditions'>): string {
  const tests = conditions.map(
    ({ header, match, not, value }) =>
      `${not ? 'not ' : ''}header :${match} ${quoteString(header)} ${quoteString(value)}`,
  );
  const [only, ...others] = tests;
  if (only !== undefined && others.length === 0 && join === 'anyof') return only;
  return `${join} (${tests.join(', ')})`;
}

function writeFileinto({ create, mailbox }: Rule): string {
  return `fileinto ${create ? ':create ' : ''}${quoteString(mailbox)};`;
}

function nameEdits(script: Script, piece: Piece, name: string): TextEdit[] {
  return name === piece.name ? [] : renameEdits(script, piece, writeName(name), name);
}

function testEdits(
  script: Script,
  { filter, head, piece }: LocatedForm,
  entry: FilterEntry,
  eol: LineEnd,
): TextEdit[] {
  const enabled = entry.enabled ?? filter.enabled;
  const written = writeTest(entry.rule);
  const same = written === writeTest(filter.rule);
  if (same && enabled === filter.enabled) return [];
  const kept = same && (enabled || !head.source.includes('\n'));
  const test = kept ? head.source : written;
  const block = piece.commands[0].block?.from ?? head.to;
  return [headEdit(script, head, block, { test, enabled }, eol)];
}

function actionEdits(script: Script, form: LocatedForm, rule: Rule, eol: LineEnd): TextEdit[] {
  const { filter, fileinto, stop } = form;
  const edits: TextEdit[] = [];
  const { from, to } = fileinto;
  if (rule.mailbox !== filter.rule.mailbox || rule.create !== filter.rule.create) {
    edits.push({ from, to, insert: writeFileinto(rule) });
  }
  if (rule.stop && stop === null) {
    const own = startsLine(script.text, from);
    const gap = own ? eol + lineStart(script.text, from) : ' ';
    edits.push({ from: to, to, insert: `${gap}stop;` });
  }
  if (!rule.stop && stop !== null) edits.push(removal(script, stop.from, stop.to));
  return edits;
}
