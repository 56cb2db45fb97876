import type { Diagnostic } from './diagnostic.ts';
import { parse } from './syntax/parse.ts';
import type { ValidateOptions } from './validate/context.ts';
import { validate } from './validate/validate.ts';

/** All that is wrong with a script: its syntax, then what it says; sorted by place. */
export function check(text: string, options: ValidateOptions = {}): Diagnostic[] {
  const { script, diagnostics } = parse(text);
  const found = validate(script, options);
  if (diagnostics.length === 0) return found;
  return [...diagnostics, ...found].sort((a, b) => a.from - b.from || a.to - b.to);
}
