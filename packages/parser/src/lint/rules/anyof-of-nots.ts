import type { Call } from '../call.ts';
import { canonical } from '../canonical.ts';
import { type Rule, replace } from '../rule.ts';

const tests = new Set(['header', 'address', 'envelope']);

/** `anyof (not A, not B)` where A and B exclude one another: true for every message. */
export const anyofOfNots: Rule = {
  name: 'anyof-of-nots',
  severity: 'warning',
  summary: 'An `anyof` of `not` tests on one header field, which every message passes.',
  since: '0.1.0',
  find({ named }, report) {
    for (const call of named('anyof')) {
      if (call.tests.length < 2 || !call.tests.every(({ name }) => name === 'not')) continue;
      const inner = call.tests.flatMap((test) => test.tests.slice(0, 1));
      const subjects = new Set(inner.map(subjectOf));
      if (subjects.size > 1 || subjects.has(null)) continue;
      if (new Set(inner.map((test) => canonical(test))).size < 2) continue;
      report(
        call.node.name,
        'One value cannot equal all of these keys at once, so one of the “not” is always true and every message passes. Write “allof” to mean none of them.',
        replace('Replace by allof', call.node.name, 'allof'),
      );
    }
  },
};

/** All of a test but its key, where it compares one whole value with one key. */
function subjectOf(test: Call): string | null {
  const key = test.keyArgument;
  if (!tests.has(test.name) || test.matchType !== 'is' || key?.type !== 'string') return null;
  if (key.value.includes('${')) return null;
  return canonical(test, null);
}
