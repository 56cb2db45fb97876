import type { StringLiteral } from '../../syntax/ast.ts';
import { type Context, didYouMean, replace } from '../context.ts';

/** Checks `:importance` of notify (RFC 5435 section 3.4). */
export function checkImportance(literal: StringLiteral, context: Context): void {
  if (/^[123]$/.test(context.value(literal))) return;
  context.error(
    'importance',
    literal,
    'The importance is "1" for high, "2" for normal or "3" for low.',
  );
}

/** Checks the feedback type of report: a token of RFC 2045. */
export function checkFeedbackType(literal: StringLiteral, context: Context): void {
  if (/^[!#-'*+.0-9A-Z^-~-]+$/.test(context.value(literal))) return;
  context.error(
    'feedback-type',
    literal,
    'A feedback type is one word, such as "abuse", "fraud", "virus" or "not-spam".',
  );
}

/** Checks the unit of the times that messages expire after. */
export function checkTimeUnit(literal: StringLiteral, context: Context): void {
  const units = ['day', 'minute', 'second'];
  const name = context.value(literal);
  if (units.includes(name)) return;
  const near = context.suggest(name, () => units);
  const quoted = near === null ? null : `"${near}"`;
  context.error(
    'time-unit',
    literal,
    `There is no unit "${name}" here. ${didYouMean(quoted, 'Use "day", "minute" or "second".')}`,
    ...(quoted === null ? [] : [replace(`Replace by ${quoted}`, literal, quoted)]),
  );
}
