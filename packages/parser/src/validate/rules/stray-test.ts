import type { Fix } from '../../diagnostic.ts';
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
  if (joins.has(name.lower)) {
    reportJoin(bound, first, last, context);
    return;
  }
  context.error(
    'unexpected-test',
    { from: first.from, to: last.to },
    `“${outer}” takes no test. Remove this; to test for two things, write allof (…, …) or anyof (…, …).`,
  );
}

/** What other languages write between two conditions. */
const joins = new Map([
  ['and', 'allof'],
  ['or', 'anyof'],
]);

function reportJoin(bound: Bound, join: Test, last: Test, context: Context): void {
  const list = joins.get(join.name.lower) ?? 'allof';
  const { from } = bound.node;
  const before = context.source({ from: 0, to: join.from }).trimEnd().length;
  // Only right after the command it is sure which tests belong together.
  const sure = /\b(?:if|elsif)\s*$/i.test(
    context.source({ from: Math.max(0, from - 20), to: from }),
  );
  const fix: Fix = {
    title: `Write ${list} (…, …)`,
    edits: [
      { from, to: from, insert: `${list} (` },
      { from: before, to: join.name.to, insert: ',' },
      { from: last.to, to: last.to, insert: ')' },
    ],
  };
  context.error(
    'unexpected-test',
    { from: join.from, to: last.to },
    `Sieve has no “${join.name.name}” between tests. Put them in parentheses, with a comma between them, after ${list}: ${list} (…, …).`,
    ...(sure && join.tests.length === 1 ? [fix] : []),
  );
}

function lacksString(bound: Bound): boolean {
  if (bound.tags.at(-1)?.entry?.definition.value !== undefined && bound.positional.length === 0) {
    return true;
  }
  return bound.positional.length < bound.entry.required;
}
