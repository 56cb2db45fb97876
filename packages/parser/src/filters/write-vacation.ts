import { leadingRequires } from '../language/require.ts';
import type { Script } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { dominantLineEnd, type LineEnd } from '../text/line-end.ts';
import { refuseExpanded } from './constant.ts';
import { FilterError } from './error.ts';
import { writeHead } from './head.ts';
import type { Vacation } from './model.ts';
import { writeName } from './name.ts';
import { quoteList, quoteString, quoteText } from './quote.ts';
import { isDay, isZone, locateVacation } from './read-vacation.ts';
import { completeRequire } from './require.ts';
import { removal } from './write.ts';

/**
 * Edits that make `vacation` the reply of a script: in place of the one that it has, or right after
 * `require`, before rules that end the script. Null removes the reply. Nothing else changes.
 * @throws FilterError where the script has a reply that the form does not show, or where a value
 *   cannot be written.
 */
export function writeVacation(script: Script, vacation: Vacation | null): TextEdit[] {
  const located = locateVacation(script);
  if (located !== null && 'unsupported' in located) {
    const message =
      'The script holds a reply that the form does not show in full. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  if (vacation === null) {
    return located === null ? [] : [removal(script, located.piece.from, located.piece.to)];
  }
  check(script, vacation);
  if (located !== null && isSame(located.vacation, vacation)) return [];
  const eol = dominantLineEnd(script.text);
  const code = write(vacation, eol);
  const required = completeRequire(script, capabilitiesOf(vacation));
  if (located !== null) {
    const [{ from, to }] = located.piece.commands;
    return [...required, { from, to, insert: code }];
  }
  const insert = `${writeName('Vacation')}${eol}${code}${eol}`;
  const at = placeAfterRequire(script);
  const before = at === 0 || /[\n\ufeff]/.test(script.text[at - 1] ?? '') ? '' : eol;
  return [...required, { from: at, to: at, insert: before + insert }];
}

function check(script: Script, { start, end, days, zone, ...texts }: Vacation): void {
  for (const day of [start, end]) {
    if (day === undefined || isDay(day)) continue;
    const message = `${JSON.stringify(day)} is no day. Write it as 2026-12-24.`;
    throw new FilterError('bad-date', message);
  }
  if (start !== undefined && end !== undefined && end < start) {
    throw new FilterError('bad-date', 'The last day is before the first. Choose a later one.');
  }
  if (!isZone(zone)) {
    const message = `${JSON.stringify(zone)} is no offset from UTC. Write it as +0200.`;
    throw new FilterError('bad-zone', message);
  }
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new FilterError('bad-days', 'The days between two replies are a whole number from 1.');
  }
  if (/[\r\n]/.test(texts.subject)) {
    throw new FilterError('bad-value', 'A subject is one line. Remove the line break.');
  }
  refuseExpanded(script, [texts.subject, texts.message, ...texts.addresses]);
}

function isSame(a: Vacation, b: Vacation): boolean {
  const normal = (v: Vacation): string => {
    const dated = v.start !== undefined || v.end !== undefined;
    const message = v.message.replace(/\r\n?/g, '\n');
    const { enabled, subject, days, addresses, start, end } = v;
    return JSON.stringify([
      enabled,
      subject,
      message,
      days,
      addresses,
      start,
      end,
      dated && v.zone,
    ]);
  };
  return normal(a) === normal(b);
}

function capabilitiesOf({ start, end }: Vacation): string[] {
  const dated = start !== undefined || end !== undefined;
  return dated ? ['vacation', 'date', 'relational'] : ['vacation'];
}

function write(vacation: Vacation, eol: LineEnd): string {
  const { subject, addresses, days, message, enabled } = vacation;
  const action = [
    `vacation :days ${days}`,
    ...(subject === '' ? [] : [`:subject ${quoteString(subject)}`]),
    ...(addresses.length === 0 ? [] : [`:addresses ${quoteList(addresses)}`]),
    `${quoteText(message, eol)};`,
  ].join(' ');
  return [`if ${writeHead(writeDates(vacation), enabled)}`, '{', `\t${action}`, '}'].join(eol);
}

function writeDates({ start, end, zone }: Vacation): string {
  const compare = (relation: string, day: string): string =>
    `currentdate :zone "${zone}" :value "${relation}" "date" "${day}"`;
  const tests = [
    ...(start === undefined ? [] : [compare('ge', start)]),
    ...(end === undefined ? [] : [compare('le', end)]),
  ];
  const [first = 'true', ...others] = tests;
  return others.length === 0 ? first : `allof (${tests.join(', ')})`;
}

/** The start of the line after the last `require`, or of the script. */
function placeAfterRequire(script: Script): number {
  const { text } = script;
  const last = leadingRequires(script).at(-1);
  if (last === undefined) return text.startsWith('\ufeff') ? 1 : 0;
  const rest = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(text.slice(last.to));
  return last.to + (rest?.[0].length ?? 0);
}
