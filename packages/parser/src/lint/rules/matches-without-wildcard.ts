import { keysOf } from '../call.ts';
import { type Rule, replace } from '../rule.ts';

/** `:matches` without a wildcard (RFC 5228 section 2.7.1). */
export const matchesWithoutWildcard: Rule = {
  name: 'matches-without-wildcard',
  severity: 'note',
  summary: 'A `:matches` whose keys hold no `*` and no `?`: it compares the whole value.',
  since: '0.1.0',
  find({ comparing }, report) {
    for (const call of comparing('matches')) {
      const tag = call.tags.get('matches')?.node;
      const keys = keysOf(call);
      if (tag === undefined || keys.length === 0) continue;
      if (keys.some(({ value }) => /[*?\\]|\$\{/.test(value))) continue;
      report(
        tag,
        '“:matches” without * or ? compares the whole value, as “:is” does. Use “:is” if that is meant, or “:contains” to find it anywhere.',
        replace('Replace by :is', tag, ':is'),
        replace('Replace by :contains', tag, ':contains'),
      );
    }
  },
};
