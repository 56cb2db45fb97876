import { check } from '../src/check.ts';
import type { ValidateOptions } from '../src/validate/context.ts';

/** What parser and validator find in a script, one line each: code, severity unless error, and the faulty part. */
export function findings(text: string, options: ValidateOptions = {}): string[] {
  return check(text, { ...options, rules: 'off' }).map(({ code, severity, from, to }) => {
    const mark = severity === 'error' ? '' : ` (${severity})`;
    return `${code}${mark} «${text.slice(from, to)}»`;
  });
}
