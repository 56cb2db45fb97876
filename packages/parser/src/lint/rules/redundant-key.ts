import { limits } from '../../limits.ts';
import { hasTag } from '../call.ts';
import type { Rule } from '../rule.ts';

/** Keys of `:contains` that hold another key of the list (RFC 5228 section 2.7.1). */
export const redundantKey: Rule = {
  name: 'redundant-key',
  severity: 'note',
  summary: 'A key of `:contains` that is never needed, because a shorter one covers it.',
  since: '0.1.0',
  find({ comparing }, report) {
    for (const call of comparing('contains')) {
      const list = call.keyArgument;
      if (list?.type !== 'list' || hasTag(call, 'comparator')) continue;
      if (list.items.length > limits.comparedKeys) continue;
      for (const item of list.items) {
        const covering = list.items.find(
          ({ value }) =>
            value.length > 0 && value.length < item.value.length && holds(item.value, value),
        );
        if (covering === undefined || item.value.includes('${')) continue;
        report(
          item,
          `Whatever contains this contains “${covering.value}” too, which is in the list. Remove one of the two.`,
        );
      }
    }
  },
};

function holds(value: string, part: string): boolean {
  return value.toLowerCase().includes(part.toLowerCase());
}
