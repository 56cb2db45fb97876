import type { Fix } from '../../diagnostic.ts';
import type { Test } from '../../syntax/ast.ts';
import type { Range } from '../../text/range.ts';
import type { Bound } from '../bind.ts';
import { type Context, replace } from '../context.ts';
import { openingOf, parenthesesFrom } from '../string.ts';

/** Checks that a command has the tests it needs: none, one, or a list (RFC 5228 section 2.6.4). */
export function checkTests(bound: Bound, context: Context): void {
  const wanted = bound.entry.definition.tests;
  const { node } = bound;
  const [first] = node.tests;
  if (wanted === undefined) return;
  if (first === undefined) {
    if (node.arguments.length === 0) reportMissing(bound, wanted, context);
    return;
  }
  const open = openingOf(node, context.script.text);
  if (wanted === 'one' && open >= 0) {
    reportList(bound, parenthesesFrom(open, node, context.script.text), context);
  }
  if (wanted === 'list' && open < 0) reportSingle(bound, first, context);
}

function reportMissing(bound: Bound, wanted: 'one' | 'list', context: Context): void {
  const name = bound.node.name.name;
  context.error(
    'missing-test',
    bound.node.name,
    wanted === 'one'
      ? `“${name}” lacks its test. Write one after it, such as ${name} header :contains "subject" "…".`
      : `“${name}” lacks its tests. Write them in parentheses after it, with commas between them.`,
  );
}

function reportList(bound: Bound, at: Range, context: Context): void {
  const { node } = bound;
  const name = node.name.name;
  if (node.tests.length === 1) {
    const inner = context.source({ from: at.from + 1, to: at.to - 1 });
    const gap = at.from === node.name.to ? ' ' : '';
    context.error(
      'single-test-expected',
      at,
      `“${name}” takes one test without parentheses. Remove them.`,
      replace('Remove the parentheses', at, gap + inner.trim()),
    );
    return;
  }
  const start = { from: at.from, to: at.from };
  const space = at.from === node.name.to ? ' ' : '';
  context.error(
    'single-test-expected',
    at,
    `“${name}” takes one test, not a list. Write allof before the list if all must be true, anyof if one is enough.`,
    replace('All must be true: add allof', start, `${space}allof `),
    replace('One is enough: add anyof', start, `${space}anyof `),
  );
}

function reportSingle(bound: Bound, first: Test, context: Context): void {
  const wrap: Fix = {
    title: 'Add the parentheses',
    edits: [
      { from: first.from, to: first.from, insert: '(' },
      { from: first.to, to: first.to, insert: ')' },
    ],
  };
  context.error(
    'test-list-expected',
    first,
    `“${bound.node.name.name}” takes its tests in parentheses, even a single one. Add them.`,
    wrap,
  );
}
