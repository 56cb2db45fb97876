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

type Form = 'clock-time' | 'deliver-mode' | 'dsn-notify' | 'dsn-return' | 'timestamp' | 'weekday';

/** Texts that are written in one way, by kind. */
const forms: Readonly<Record<Form, { readonly form: RegExp; readonly says: string }>> = {
  'clock-time': {
    form: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    says: 'a time of day is written as hh:mm:ss, such as "08:30:00"',
  },
  'deliver-mode': { form: /^(?:notify|return)$/i, says: 'the mode is "notify" or "return"' },
  'dsn-notify': {
    form: /^(?:|never|(?:success|failure|delay)(?: *, *(?:success|failure|delay))*)$/i,
    says: 'this is "NEVER" alone, or any of "SUCCESS", "FAILURE" and "DELAY" with commas between them',
  },
  'dsn-return': { form: /^(?:full|hdrs)$/i, says: 'this is "FULL" or "HDRS"' },
  timestamp: {
    form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    says: 'a point in time is written as "2030-12-31T18:00:00Z"',
  },
  weekday: { form: /^[0-6]$/, says: 'weekdays are "0" for Sunday to "6" for Saturday' },
};

/** Gives the check of a text that is written in one way (RFC 6009, RFC 3339). */
export function checkForm(kind: Form): (literal: StringLiteral, context: Context) => void {
  const { form, says } = forms[kind];
  return (literal, context) => {
    const value = context.value(literal);
    if (!form.test(value)) context.error('text-form', literal, `“${value}” is none: ${says}.`);
  };
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
