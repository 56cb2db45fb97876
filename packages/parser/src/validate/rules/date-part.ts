import type { StringLiteral } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';

const parts = [
  'year',
  'month',
  'day',
  'date',
  'julian',
  'hour',
  'minute',
  'second',
  'time',
  'iso8601',
  'std11',
  'zone',
  'weekday',
];

/** Warns of a part that no date has: the test is never true (RFC 5260 section 4.2). */
export function checkDatePart(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  if (parts.includes(name.toLowerCase())) return;
  const near = context.suggest(name, () => parts);
  const quoted = near === null ? null : `"${near}"`;
  const message = `A date has no part "${name}", so this is never true. ${didYouMean(quoted, `The parts are ${parts.join(', ')}.`)}`;
  const fixes = quoted === null ? [] : [replace(`Replace by ${quoted}`, literal, quoted)];
  if (context.differs('strict-names')) {
    context.error('unknown-date-part', literal, message, ...fixes);
  } else context.warn('unknown-date-part', literal, message, ...fixes);
}

/** Tells of a time zone that is no offset from UTC, as it must be (RFC 5260 section 4.1). */
export function checkZone(literal: StringLiteral, context: Context): void {
  const name = context.value(literal);
  if (/^[+-]\d{4}$/.test(name)) return;
  const digits = /^([+-]?)(\d\d):?(\d\d)$/.exec(name);
  const mended = digits === null ? null : `"${digits[1] || '+'}${digits[2]}${digits[3]}"`;
  const message = `“${name}” is no time zone here: write the offset from UTC as "+hhmm" or "-hhmm", such as "+0100".`;
  const fixes = mended === null ? [] : [replace(`Replace by ${mended}`, literal, mended)];
  if (context.differs('any-zone')) {
    context.warn(
      'time-zone',
      literal,
      `${message} The server ignores what it cannot read.`,
      ...fixes,
    );
  } else context.error('time-zone', literal, message, ...fixes);
}
