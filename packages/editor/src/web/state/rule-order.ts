import { type Filter, listFilters, moveFilter, type Script, type TextEdit } from '@sievekit/parser';

/**
 * Edits that put a rule where another one stands, which goes behind or before it.
 *
 * @throws FilterError where the script's dialect keeps an order of its own
 */
export function moveRule(
  script: Script,
  scriptName: string,
  filter: Filter,
  place: Filter,
): TextEdit[] {
  const options = { scriptName };
  const { filters } = listFilters(script, options);
  const indexOf = ({ from, to }: Filter): number =>
    filters.findIndex((listed) => listed.from <= from && to <= listed.to);
  return moveFilter(script, indexOf(filter), indexOf(place), options);
}
