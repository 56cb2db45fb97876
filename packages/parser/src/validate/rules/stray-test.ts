import type { Test } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import { type Context, replace } from '../context.ts';

/**
 * Reports a test where none may stand. A bare word reads as one, so it may as well be a tag that
 * lacks its colon, or a string that lacks its quotes.
 */
export function reportStrayTest(bound: Bound, first: Test, context: Context): void {
  const { name } = first;
  const outer = bound.node.name.name;
  if (bound.entry.tags.has(name.lower)) {
    context.error(
      'missing-colon',
      name,
      `“${name.name}” is a tag of “${outer}” and needs a colon: :${name.name}.`,
      replace('Add the colon', { from: name.from, to: name.from }, ':'),
    );
    return;
  }
  if (first.from === name.from && first.to === name.to && lacksString(bound)) {
    context.error(
      'unquoted-word',
      name,
      `A word without quotes is no string. Write "${name.name}" for the text that “${outer}” needs here.`,
      replace('Add the quotes', name, `"${name.name}"`),
    );
    return;
  }
  const last = bound.node.tests.at(-1) ?? first;
  context.error(
    'unexpected-test',
    { from: first.from, to: last.to },
    `“${outer}” takes no test. Remove this; to test for two things, write allof (…, …) or anyof (…, …).`,
  );
}

function lacksString(bound: Bound): boolean {
  if (bound.tags.at(-1)?.entry?.definition.value !== undefined && bound.positional.length === 0) {
    return true;
  }
  return bound.positional.length < bound.entry.required;
}
