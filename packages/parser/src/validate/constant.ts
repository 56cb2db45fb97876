import type { Test } from '../syntax/ast.ts';
import type { Context } from './context.ts';

/** Extensions that change how scripts are read, which `ihave` cannot switch on (RFC 5463 section 4). */
export const notForIhave: ReadonlySet<string> = new Set(['encoded-character', 'variables']);

/**
 * What a test is whenever the script runs, or null where that depends on the message.
 * Servers need not look into code that never runs (RFC 5228 section 2.10.6).
 */
export function constantValue(test: Test, context: Context): boolean | null {
  switch (test.name.lower) {
    case 'true':
      return skipsDead(context) && test.arguments.length === 0 ? true : null;
    case 'false':
      return skipsDead(context) && test.arguments.length === 0 ? false : null;
    case 'not': {
      const [only] = test.tests;
      const value = only === undefined ? null : constantValue(only, context);
      return value === null || !skipsDead(context) ? null : !value;
    }
    case 'allof':
      return combine(test.tests, false, context);
    case 'anyof':
      return combine(test.tests, true, context);
    case 'ihave':
      return context.enabled.has('ihave') ? isAvailable(test, context) : null;
    default:
      return null;
  }
}

/** Whether the server looks for no errors in code that never runs. */
function skipsDead(context: Context): boolean {
  return !context.differs('checks-all-code');
}

/** `decisive`: the value of one test that settles the whole. */
function combine(tests: readonly Test[], decisive: boolean, context: Context): boolean | null {
  let result: boolean | null = tests.length === 0 ? null : !decisive;
  for (const test of tests) {
    const value = constantValue(test, context);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

/** False where a capability of an `ihave` cannot be had, else null. */
function isAvailable(test: Test, context: Context): boolean | null {
  const [argument] = test.arguments;
  if (argument?.type !== 'string' && argument?.type !== 'list') return null;
  const names = argument.type === 'string' ? [argument] : argument.items;
  if (!names.every((name) => context.isConstant(name))) return null;
  const available = names.every(
    ({ value }) => context.isSupported(value) && !notForIhave.has(value),
  );
  // Another server may lack what this one has.
  return available ? null : false;
}
