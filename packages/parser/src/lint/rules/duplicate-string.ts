import type { Rule } from '../rule.ts';

/** A string twice in one list. */
export const duplicateString: Rule = {
  name: 'duplicate-string',
  severity: 'note',
  summary: 'The same string twice in one list.',
  since: '0.1.0',
  find({ calls }, report) {
    for (const { node, name } of calls) {
      // What programs are handed may repeat itself; require has a rule of its own.
      if (name === 'pipe' || name === 'execute' || name === 'filter' || name === 'require')
        continue;
      for (const argument of node.arguments) {
        if (argument.type !== 'list') continue;
        const seen = new Set<string>();
        let previous = argument.items[0];
        for (const item of argument.items) {
          if (seen.has(item.value) && previous !== undefined) {
            const edits = [{ from: previous.to, to: item.to, insert: '' }];
            const message = 'This string is in the list already. Remove it.';
            report(item, message, { title: 'Remove the string', edits });
          }
          seen.add(item.value);
          previous = item;
        }
      }
    }
  },
};
