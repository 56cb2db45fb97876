import { keysOf } from '../call.ts';
import { type Rule, replace } from '../rule.ts';

/** The empty key of `:contains`, which is part of any value (RFC 5228 section 2.7.1). */
export const emptyKey: Rule = {
  name: 'empty-key',
  severity: 'warning',
  summary: 'An empty key of `:contains`, which every value contains.',
  since: '0.1.0',
  find({ comparing, text }, report) {
    for (const call of comparing('contains')) {
      const empty = keysOf(call).find(({ value }) => value === '');
      if (empty === undefined) continue;
      const [names] = call.positional;
      const single = names?.node.type === 'string' && call.keyArgument?.type === 'string';
      const fixes =
        call.name === 'header' && single
          ? [
              replace(
                'Test with exists',
                call.node,
                `exists ${text.slice(names.node.from, names.node.to)}`,
              ),
            ]
          : [];
      report(
        empty,
        'Every value contains the empty string, so this is true whatever the value is. Write what to look for, or use “exists”.',
        ...fixes,
      );
    }
  },
};
