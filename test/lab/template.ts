import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFolder } from './project.ts';

/**
 * Fills the `@PLACEHOLDER@`s of a text. A placeholder without a value, and a value without a
 * placeholder, are errors: both are a template and its caller that have grown apart.
 */
export function fill(text: string, values: Record<string, string | number>): string {
  const unused = new Set(Object.keys(values));
  const filled = text.replace(/@([A-Z][A-Z0-9_]*)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for @${name}@`);
    unused.delete(name);
    return String(value);
  });
  if (unused.size > 0) throw new Error(`no placeholder for ${[...unused].join(', ')}`);
  return filled;
}

/** The text of a file in `test/lab/templates`, filled. */
export function renderTemplate(name: string, values: Record<string, string | number>): string {
  return fill(readFileSync(join(sourceFolder, 'templates', name), 'utf8'), values);
}
