import type { FilterList } from '@sievekit/parser';
import type { Terminal } from '../terminal.ts';
import { oneLine } from './one-line.ts';

/** Prints the rules of a script: a line for each, or as JSON. */
export function printFilters(
  list: FilterList,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): void {
  const { dialect, filters } = list;
  if (json) {
    const shown = filters.map(({ name, enabled, kind, from, to, sentence }) => {
      return { name, enabled, kind, from, to, sentence };
    });
    terminal.out(`${JSON.stringify({ dialect, filters: shown }, null, 2)}\n`);
    return;
  }
  const count = filters.length === 1 ? '1 rule' : `${filters.length} rules`;
  terminal.out(`${count}, as ${dialect} writes them\n`);
  for (const [index, { name, enabled, sentence, byHand }] of filters.entries()) {
    const marks = `${enabled ? '' : ' (off)'}${byHand ? ' (edited by hand)' : ''}`;
    terminal.out(`${index + 1}. ${oneLine(name) || '(no name)'}${marks}: ${oneLine(sentence)}\n`);
  }
}
