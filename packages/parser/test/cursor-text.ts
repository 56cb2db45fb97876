import { parse } from '../src/syntax/parse.ts';

/** A script with a `|` where the cursor stands, parsed without it; the first one counts. */
export function atCursor(source: string): {
  readonly script: ReturnType<typeof parse>['script'];
  readonly text: string;
  readonly offset: number;
} {
  const offset = source.indexOf('|');
  const text = source.slice(0, offset) + source.slice(offset + 1);
  return { script: parse(text).script, text, offset };
}
