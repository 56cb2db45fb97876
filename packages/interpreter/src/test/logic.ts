import type { Predicate, TestCompiler } from '../compile/compiler.ts';
import type { Run } from '../run/run.ts';
import type { Place } from '../run/trace.ts';

/** True when all of its tests are; those after the first that is not are not evaluated. */
export const allof: TestCompiler = (node, compiler) => {
  const tests = node.tests.map((test) => compiler.test(test));
  const places = node.tests.map((test) => compiler.place(test));
  return (run) => !stopsAt(run, tests, places, false);
};

/** True when one of its tests is; those after it are not evaluated. */
export const anyof: TestCompiler = (node, compiler) => {
  const tests = node.tests.map((test) => compiler.test(test));
  const places = node.tests.map((test) => compiler.place(test));
  return (run) => stopsAt(run, tests, places, true);
};

export const not: TestCompiler = (node, compiler) => {
  const test = compiler.test(node.tests[0]);
  return (run) => !test(run);
};

export const always: TestCompiler = () => () => true;

export const never: TestCompiler = () => () => false;

/** Whether one of the tests gives `end`; notes those that were left out. */
function stopsAt(
  run: Run,
  tests: readonly Predicate[],
  places: readonly Place[],
  end: boolean,
): boolean {
  for (const [index, test] of tests.entries()) {
    if (test(run) !== end) continue;
    if (run.trace !== null) for (const place of places.slice(index + 1)) run.trace.skipped(place);
    return true;
  }
  return false;
}
