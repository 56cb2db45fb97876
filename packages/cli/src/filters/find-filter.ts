import type { FilterList } from '@sievekit/parser';
import { Failure } from '../failure.ts';
import { oneLine } from './one-line.ts';

/**
 * The index of the rule with a name, or at a place such as `#2`, the second.
 *
 * @throws {Failure} where there is none, or several bear the name
 */
export function findFilter({ filters }: FilterList, name: string): number {
  const found = filters.flatMap((filter, index) =>
    name !== '' && filter.name === name ? [index] : [],
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    const places = found.map((index) => `#${index + 1}`).join(', ');
    throw new Failure(`${found.length} rules are called “${name}”. Say which: ${places}.`);
  }
  const place = /^#(\d+)$/.exec(name)?.[1];
  const index = Number(place) - 1;
  if (place !== undefined && index >= 0 && index < filters.length) return index;
  const names = filters.map((filter, at) => oneLine(filter.name) || `#${at + 1}`);
  const known = names.length === 0 ? 'The script has no rules.' : `There are: ${names.join(', ')}.`;
  throw new Failure(`There is no rule “${name}”. ${known}`);
}
