import type { Rule } from '../rule.ts';

/** What programs are handed may repeat itself; require has a rule of its own. */
const repeating = new Set(['execute', 'filter', 'pipe', 'require']);

/** A string twice in one list. */
export const duplicateString: Rule = {
  name: 'duplicate-string',
  severity: 'note',
  summary: 'The same string twice in one list.',
  since: '0.1.0',
  find({ lists }, report) {
    for (const { call, list } of lists) {
      if (repeating.has(call.name)) continue;
      const seen = new Set<string>();
      let previous = list.items[0];
      for (const item of list.items) {
        if (seen.has(item.value) && previous !== undefined) {
          const edits = [{ from: previous.to, to: item.to, insert: '' }];
          const message = 'This string is in the list already. Remove it.';
          report(item, message, { title: 'Remove the string', edits });
        }
        seen.add(item.value);
        previous = item;
      }
    }
  },
};
