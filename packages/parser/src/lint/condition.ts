import { limits } from '../limits.ts';
import type { StringLiteral } from '../syntax/ast.ts';
import { type Call, keysOf } from './call.ts';
import { canonical, fingerprint } from './canonical.ts';
import { Equals } from './equals.ts';
import type { Facts } from './facts.ts';
import { holdsReference } from './variable.ts';

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
  return changing.some((name) => named(name).length > 0);
}

/** Whether a test gives the same result each time it is asked of one message. */
export function isStable(test: Call, variables: boolean): boolean {
  if (composed.has(test.name)) return test.tests.every((inner) => isStable(inner, variables));
  if (!pure.has(test.name) || test.tags.has('mime') || test.tags.has('list')) return false;
  return !variables || !holdsReference(test);
}

/** A test with all of its keys, or with one alone: true where that one fits. */
interface Atom {
  readonly test: Call;
  readonly key: StringLiteral | undefined;
}

/** Tests known to be false at a place, because what they guard ends the script. */
export class FalseTests {
  readonly #known: Equals<Atom> = new Equals<Atom>(
    ({ test, key }) => fingerprint(test, key),
    ({ test, key }) => canonical(test, key),
  );

  /** From here on the test is known to be false. */
  add(test: Call): void {
    const parts = test.name === 'anyof' ? test.tests : [test];
    for (const part of parts.slice(0, limits.testAtoms)) {
      this.#known.add({ test: part, key: undefined });
      for (const atom of atomsOf(part)) this.#known.add(atom);
    }
  }

  /** Whether it follows from an earlier test that this one is false. */
  cover(test: Call): boolean {
    if (this.#known.has({ test, key: undefined })) return true;
    if (test.name === 'allof') return test.tests.some((part) => this.cover(part));
    if (test.name === 'anyof') {
      return test.tests.length > 0 && test.tests.every((part) => this.cover(part));
    }
    const atoms = atomsOf(test);
    return atoms.length > 0 && atoms.every((atom) => this.#known.has(atom));
  }
}

/** A test with a list of keys, once for each key; none where that is another test, or the same. */
function atomsOf(test: Call): readonly Atom[] {
  const { matchType } = test;
  if (matchType === 'count' || matchType === 'value' || matchType === 'list') return [];
  const keys = keysOf(test);
  if (keys.length < 2 || keys.length > limits.testAtoms) return [];
  return keys.map((key) => ({ test, key }));
}
