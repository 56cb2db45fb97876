import { hasTag, keysOf } from '../call.ts';
import { type Rule, replace } from '../rule.ts';

const subjects = new Set(['address', 'envelope', 'header', 'mailboxexists', 'string']);
/** One `*` at an end; more of them are rather meant as they are, as in `***SPAM***`. */
const wildcard = /^\*[^*\s]|[^*\s]\*$/;

/** `*` in keys of `:is` and `:contains`, where it is a plain character (RFC 5228 section 2.7.1). */
export const wildcardWithoutMatches: Rule = {
  name: 'wildcard-without-matches',
  severity: 'warning',
  summary: 'A `*` or `?` in a key of `:is` or `:contains`, which take it literally.',
  since: '0.1.0',
  find({ comparing }, report) {
    for (const call of comparing('is', 'contains')) {
      const type = call.matchType;
      if (!subjects.has(call.name)) continue;
      const addresses = call.name === 'address' || call.name === 'envelope';
      for (const key of keysOf(call)) {
        const { value } = key;
        const star = wildcard.test(value) && !value.includes('**');
        if (!star && !(addresses && /[*?]/.test(value))) continue;
        const tag = call.tags.get(type)?.node;
        const { from } = call.positional[0]?.node ?? key;
        const fix =
          type === 'contains'
            ? null
            : tag !== undefined
              ? replace('Replace :is by :matches', tag, ':matches')
              : replace('Add :matches', { from, to: from }, ':matches ');
        const bare = value.replace(/^\*|\*$/g, '');
        const how =
          type === 'contains' && star
            ? `“:contains” finds “${bare}” anywhere, so leave the star out; or use “:matches”.`
            : 'Use “:matches” if it stands for any characters.';
        report(
          key,
          `“:${type}” takes * and ? as they are written, so this looks for the very character. ${how}`,
          ...(fix === null || hasTag(call, 'comparator') ? [] : [fix]),
        );
        break;
      }
    }
  },
};
