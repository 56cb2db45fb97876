import { keysOf } from '../call.ts';
import { type Rule, replace } from '../rule.ts';

/** `.*` at an end of a regular expression, which is looked for anywhere in the value. */
export const regexUselessWildcard: Rule = {
  name: 'regex-useless-wildcard',
  severity: 'note',
  summary: 'A `.*` at the start or end of a regular expression, which is not anchored anyway.',
  since: '0.1.0',
  find({ comparing, enabled, text }, report) {
    // With variables, what fits is kept in ${0}.
    if (enabled.has('variables')) return;
    for (const call of comparing('regex')) {
      for (const key of keysOf(call)) {
        const bare = key.value.replace(/^\.\*(?![?+*{])/, '').replace(/(?<!\\)\.\*$/, '');
        if (bare === key.value || bare === '' || key.value.includes('|')) continue;
        const plain = key.form === 'quoted' && text.slice(key.from + 1, key.to - 1) === key.value;
        report(
          key,
          'A regular expression is looked for anywhere in the value, so “.*” at its start or end only costs time. Remove it.',
          ...(plain ? [replace('Remove “.*” at the ends', key, `"${bare}"`)] : []),
        );
      }
    }
  },
};
