import { constantOf } from '../flow.ts';
import type { Rule } from '../rule.ts';

const plain = new Set(['true', 'false']);

/** Tests that are the same for every message; plain `true` and `false` are the usual switches. */
export const constantTest: Rule = {
  name: 'constant-test',
  severity: 'warning',
  summary: 'A test that is composed of others and still the same for every message.',
  since: '0.1.0',
  find({ named }, report) {
    for (const { tests } of named('if', 'elsif')) {
      const [test] = tests;
      if (test === undefined || plain.has(test.name)) continue;
      const value = constantOf(test);
      if (value === null) continue;
      report(
        test.node,
        `This test is ${value} for every message, so what else it looks at never counts. ` +
          `Write “${value}”, or remove the constant part.`,
      );
    }
  },
};
