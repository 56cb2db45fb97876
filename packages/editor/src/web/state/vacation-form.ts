import type { Vacation } from '@sievekit/parser';
import type { FieldProblem } from './rule-form.ts';

/** The vacation reply while it is typed: texts as they stand in the fields. */
export interface VacationForm {
  readonly enabled: boolean;
  readonly subject: string;
  readonly message: string;
  readonly days: string;
  /** One address a line. */
  readonly addresses: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly start: string;
  readonly end: string;
}

export type VacationProblems = { readonly [F in keyof VacationForm]?: FieldProblem };

export const blankVacation: VacationForm = {
  enabled: false,
  subject: '',
  message: '',
  days: '7',
  addresses: '',
  start: '',
  end: '',
};

const fieldNames = Object.keys(blankVacation) as (keyof VacationForm)[];

export function toVacationForm(vacation: Vacation): VacationForm {
  return {
    enabled: vacation.enabled,
    subject: vacation.subject,
    message: vacation.message,
    days: String(vacation.days),
    addresses: vacation.addresses.join('\n'),
    start: vacation.start ?? '',
    end: vacation.end ?? '',
  };
}

/** The reply that the form describes; `zone` is what its days count in, such as `+0200`. */
export function toVacation(form: VacationForm, zone: string): Vacation {
  return {
    enabled: form.enabled,
    subject: form.subject.trim(),
    message: form.message,
    days: Number(form.days),
    addresses: splitAddresses(form.addresses),
    ...(form.start && { start: form.start }),
    ...(form.end && { end: form.end }),
    zone,
  };
}

/** Everything that keeps the reply from being written; empty when nothing does. */
export function checkVacation(form: VacationForm): VacationProblems {
  const days = Number(form.days);
  const daysFit = /^\d+$/.test(form.days.trim()) && days >= 1 && days <= 365;
  return {
    ...(/[\r\n]/.test(form.subject) && { subject: 'subject-line-break' as const }),
    ...(form.message.trim() === '' && { message: 'message-missing' as const }),
    ...(!daysFit && { days: 'days-range' as const }),
    ...(wrongAddresses(form).length > 0 && { addresses: 'address-invalid' as const }),
    ...(form.start && form.end && form.end < form.start && { end: 'dates-order' as const }),
  };
}

/** What stands among the addresses and is none. */
export function wrongAddresses(form: VacationForm): string[] {
  return splitAddresses(form.addresses).filter((text) => !isAddress(text));
}

export function isSameForm(one: VacationForm, other: VacationForm): boolean {
  return fieldNames.every((name) => one[name] === other[name]);
}

/** What was typed upon the form `from`, upon the form `to`. */
export function rebaseForm(
  typed: VacationForm,
  from: VacationForm,
  to: VacationForm,
): VacationForm {
  const changed = fieldNames.filter((name) => typed[name] !== from[name]);
  return { ...to, ...Object.fromEntries(changed.map((name) => [name, typed[name]])) };
}

/** The offset from UTC at `date` in this computer's zone, as Sieve writes it: `+0200`. */
export function zoneAt(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const absolute = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}${two(absolute % 60)}`;
}

function splitAddresses(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((address) => address.replace(/^<|>$/g, ''))
    .filter((address) => address !== '');
}

function isAddress(text: string): boolean {
  return /^[^@\s"<>]+@[^@\s"<>]+$/.test(text);
}
