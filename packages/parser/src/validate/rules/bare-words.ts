import { findTest } from '../../language/registry.ts';
import type { Test } from '../../syntax/ast.ts';
import type { Range } from '../../text/range.ts';
import type { Context } from '../context.ts';

/**
 * Words without quotes that were read as a test, one in the other: `Junk Mail`. Null where one of
 * them is the name of a test, so that a test may be meant.
 */
export function bareWords(first: Test, context: Pick<Context, 'enabled'>): Range | null {
  let last = first;
  for (;;) {
    if (findTest(last.name.lower, context.enabled) !== undefined) return null;
    const [next, ...others] = last.tests;
    if (next === undefined || others.length > 0 || last.arguments.length > 0) break;
    last = next;
  }
  return { from: first.from, to: last.name.to };
}
