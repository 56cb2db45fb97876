import { limits } from '../limits.ts';
import type { StringLiteral } from '../syntax/ast.ts';
import { type Atom, type Call, keysOf } from './call.ts';
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
  return isPure(test) && !(variables && holdsReference(test));
}

function isPure(test: Call): boolean {
  test.pure ??= composed.has(test.name)
    ? test.tests.every(isPure)
    : pure.has(test.name) && !test.tags.has('mime') && !test.tags.has('list');
  return test.pure;
}

/** Tests known to be false at a place, because what they guard ends the script. */
export class FalseTests {
  readonly #known: Equals<Atom> = new Equals<Atom>(
    (atom) => atom.fingerprint,
    ({ test, key }) => canonical(test, key),
  );

  /** From here on the test is known to be false. */
  add(test: Call): void {
    const parts = test.name === 'anyof' ? test.tests : [test];
    for (const part of parts.slice(0, limits.testAtoms)) {
      for (const atom of atomsOf(part)) this.#known.add(atom);
    }
  }

  /** Whether it follows from an earlier test that this one is false. */
  cover(test: Call): boolean {
    const [whole, ...each] = atomsOf(test);
    if (whole !== undefined && this.#known.has(whole)) return true;
    if (test.name === 'allof') return test.tests.some((part) => this.cover(part));
    if (test.name === 'anyof') {
      return test.tests.length > 0 && test.tests.every((part) => this.cover(part));
    }
    return each.length > 0 && each.every((atom) => this.#known.has(atom));
  }
}

/** A test as it is, then once for each key where it has several; that may be another test. */
function atomsOf(test: Call): readonly Atom[] {
  test.atoms ??= splitKeys(test).map((key) => ({
    test,
    key,
    fingerprint: fingerprint(test, key),
  }));
  return test.atoms;
}

function splitKeys(test: Call): readonly (StringLiteral | undefined)[] {
  const { matchType } = test;
  const keys = keysOf(test);
  const alone = matchType === 'count' || matchType === 'value' || matchType === 'list';
  if (alone || keys.length < 2 || keys.length > limits.testAtoms) return [undefined];
  return [undefined, ...keys];
}
