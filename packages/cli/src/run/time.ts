import { Failure } from '../failure.ts';

/**
 * The moment that `--at` gives and its offset from UTC in minutes; now and here where absent.
 *
 * @throws {Failure} when it is no time
 */
export function readTime(text: string | undefined): { now: Date; zone: number } {
  const now = text === undefined ? new Date() : new Date(text);
  if (Number.isNaN(now.getTime())) {
    throw new Failure(`--at ${text} is no time. Write it as 2026-12-24T18:00:00+01:00.`);
  }
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(text ?? '') ?? [];
  if (sign !== undefined) {
    return { now, zone: (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) };
  }
  return { now, zone: text?.endsWith('Z') ? 0 : -now.getTimezoneOffset() };
}
