import type { Call, Sequence } from './call.ts';

/** What a test is whenever the script runs; null where that depends on the message. */
export function constantOf(test: Call): boolean | null {
  if (test.constant === undefined) test.constant = workOut(test);
  return test.constant;
}

function workOut(test: Call): boolean | null {
  switch (test.name) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'not': {
      const [only] = test.tests;
      const value = only === undefined ? null : constantOf(only);
      return value === null ? null : !value;
    }
    case 'allof':
      return combine(test.tests, false);
    case 'anyof':
      return combine(test.tests, true);
    default:
      return null;
  }
}

/** `decisive`: the value of one test that settles the whole. */
function combine(tests: readonly Call[], decisive: boolean): boolean | null {
  let result: boolean | null = tests.length === 0 ? null : !decisive;
  for (const test of tests) {
    const value = constantOf(test);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

const endings = new Set(['stop', 'return', 'break', 'error']);

/** Whether nothing after a command, or after a whole chain of branches, is reached. */
export function endsScript(calls: readonly Call[]): boolean {
  const [first] = calls;
  if (first === undefined) return false;
  if (endings.has(first.name)) return first.block === null;
  if (first.name !== 'if') return false;
  for (const branch of calls) {
    const value = branch.tests[0] === undefined ? null : constantOf(branch.tests[0]);
    if (value === false) continue;
    if (branch.block?.ends !== true) return false;
    if (value === true || branch.name === 'else') return true;
  }
  return false;
}

/** All commands within a sequence, at any depth, whose tests are not plainly false. */
export function* commandsWithin(sequence: Sequence): Generator<Call> {
  for (const { calls } of sequence.steps) {
    for (const call of calls) {
      yield call;
      const [test] = call.tests;
      if (call.block === null || (test !== undefined && constantOf(test) === false)) continue;
      yield* commandsWithin(call.block);
    }
  }
}

/** Whether the message is stored or sent on by this action. */
export function delivers(call: Call): boolean {
  return call.name === 'fileinto' || call.name === 'keep' || call.name === 'redirect';
}
