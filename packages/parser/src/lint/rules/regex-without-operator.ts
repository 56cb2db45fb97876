import { keysOf } from '../call.ts';
import { readPattern } from '../pattern.ts';
import { type Rule, replace } from '../rule.ts';

/** A regular expression of plain characters, which is `:contains`. */
export const regexWithoutOperator: Rule = {
  name: 'regex-without-operator',
  severity: 'note',
  summary: 'A regular expression without any operator: `:contains` finds the same.',
  since: '0.1.0',
  find({ comparing }, report) {
    for (const call of comparing('regex')) {
      const tag = call.tags.get('regex')?.node;
      const keys = keysOf(call);
      if (tag === undefined || keys.length === 0) continue;
      const plain = keys.every(
        ({ value }) =>
          value !== '' && readPattern(value).every((piece) => piece.plain && !piece.repeated),
      );
      if (!plain) continue;
      report(
        tag,
        'These keys hold no operator of regular expressions, so “:contains” finds the same, faster and on every server.',
        replace('Replace by :contains', tag, ':contains'),
      );
    }
  },
};
