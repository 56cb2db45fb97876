import { type Rule, replace } from '../rule.ts';

/** `not not` (RFC 5228 section 5.8). */
export const doubleNot: Rule = {
  name: 'double-not',
  severity: 'note',
  summary: 'A `not` right inside another: the two cancel out.',
  since: '0.1.0',
  find({ named, text }, report) {
    for (const outer of named('not')) {
      const [inner] = outer.tests;
      const [test] = inner?.tests ?? [];
      if (inner?.name !== 'not' || test === undefined || outer.parent?.name === 'not') continue;
      const source = text.slice(test.node.from, test.node.to);
      report(
        { from: outer.node.from, to: inner.node.name.to },
        'These two “not” cancel out. Remove both.',
        replace('Remove both “not”', outer.node, source),
      );
    }
  },
};
