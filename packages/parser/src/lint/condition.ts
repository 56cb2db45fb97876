import { limits } from '../limits.ts';
import { type Call, keyArgument, matchType } from './call.ts';
import { canonical } from './canonical.ts';
import type { Facts } from './facts.ts';

const pure = new Set([
  'address',
  'body',
  'currentdate',
  'date',
  'envelope',
  'exists',
  'header',
  'size',
  'spamtest',
  'virustest',
]);
const composed = new Set(['allof', 'anyof', 'not']);
const changing = ['addheader', 'deleteheader', 'enclose', 'filter', 'include', 'replace'];

/** Whether a command of the script may change what later tests see of the message. */
export function changesMessage({ named }: Facts): boolean {
  return named(...changing).length > 0;
}

/** Whether a test gives the same result each time it is asked of one message. */
export function isStable(test: Call, variables: boolean): boolean {
  if (composed.has(test.name)) return test.tests.every((inner) => isStable(inner, variables));
  if (!pure.has(test.name) || test.tags.has('mime') || test.tags.has('list')) return false;
  return !variables || !canonical(test).includes('${');
}

/** Tests known to be false at a place, because what they guard ends the script. */
export class FalseTests {
  readonly #known: Map<string, Call> = new Map();

  /** From here on the test is known to be false. */
  add(test: Call): void {
    const parts = test.name === 'anyof' ? test.tests : [test];
    for (const part of parts.slice(0, limits.testAtoms)) {
      this.#known.set(canonical(part), part);
      for (const atom of atomsOf(part)) this.#known.set(atom, part);
    }
  }

  /** The earlier test from which follows that this one is false; null where it may be true. */
  cause(test: Call): Call | null {
    const own = this.#known.get(canonical(test));
    if (own !== undefined) return own;
    if (test.name === 'allof') {
      for (const part of test.tests) {
        const cause = this.cause(part);
        if (cause !== null) return cause;
      }
      return null;
    }
    if (test.name === 'anyof') return this.#all(test.tests.map((part) => this.cause(part)));
    return this.#all(atomsOf(test).map((atom) => this.#known.get(atom) ?? null));
  }

  #all(causes: readonly (Call | null)[]): Call | null {
    return causes.includes(null) ? null : (causes[0] ?? null);
  }
}

/** A test with lists of keys, as one text for each key; none where that is another test. */
function atomsOf(test: Call): string[] {
  const key = keyArgument(test);
  const type = matchType(test);
  if (key === null || type === 'count' || type === 'value' || type === 'list') return [];
  const keys = key.type === 'list' ? key.items : [key];
  if (keys.length > limits.testAtoms) return [];
  return keys.map((item) =>
    canonical({
      ...test,
      node: {
        ...test.node,
        arguments: test.node.arguments.map((argument) => (argument === key ? item : argument)),
      },
    } as Call),
  );
}
