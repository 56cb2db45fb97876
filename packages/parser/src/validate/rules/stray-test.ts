import type { Fix } from '../../diagnostic.ts';
import type { Test } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import { type Context, replace } from '../context.ts';
import { bareWords } from './bare-words.ts';

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
  if (isUnit(bound, first)) {
    reportUnit(first, context);
    return;
  }
  const words = bound.node.tests.length === 1 ? bareWords(first, context) : null;
  if (words !== null && lacksString(bound)) {
    const text = context.source(words);
    const what = text === name.name ? 'A word' : 'Words';
    context.error(
      'unquoted-word',
      words,
      `${what} without quotes ${text === name.name ? 'is no string' : 'are no string'}. Write "${text}" for the text that “${outer}” needs here.`,
      replace('Add the quotes', words, `"${text}"`),
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

/** `1 M`: the unit of a number apart from it. */
function isUnit({ node }: Bound, first: Test): boolean {
  const number = node.arguments.at(-1);
  return (
    number?.type === 'number' && /^[kmg]$/.test(first.name.lower) && first.to === first.name.to
  );
}

function reportUnit({ name }: Test, context: Context): void {
  const before = context.source({ from: 0, to: name.from }).trimEnd().length;
  context.error(
    'unexpected-test',
    name,
    `A number and its unit stand together. Remove the space before “${name.name}”.`,
    replace('Remove the space', { from: before, to: name.from }, ''),
  );
}

function lacksString(bound: Bound): boolean {
  if (bound.tags.at(-1)?.entry?.definition.value !== undefined && bound.positional.length === 0) {
    return true;
  }
  return bound.positional.length < bound.entry.required;
}
