import { leadingRequires, requiredStrings } from '../language/require.ts';
import type { Command, Script, StringLiteral } from '../syntax/ast.ts';
import type { PlacedEdit } from './write-gap.ts';

/**
 * Edits that sort the capabilities within each leading `require` by code unit. A list with comments
 * in it stays as it is: nobody knows which name a comment is about.
 */
export function sortRequires(script: Script): PlacedEdit[] {
  return leadingRequires(script).flatMap((command) => sortRequire(script, command));
}

function sortRequire({ text }: Script, command: Command): PlacedEdit[] {
  const strings = requiredStrings(command);
  const plain = strings.every(({ form }, i) => {
    const before = strings[i - 1];
    const between = before === undefined ? ',' : text.slice(before.to, strings[i]?.from);
    return form === 'quoted' && between.trim() === ',';
  });
  if (!plain) return [];
  const sorted = strings.toSorted(byValue);
  return strings.flatMap(({ from, to }, i) => {
    const other = sorted[i];
    const insert = text.slice(other?.from, other?.to);
    return insert === text.slice(from, to) ? [] : [{ from, to, insert, place: from }];
  });
}

function byValue(a: StringLiteral, b: StringLiteral): number {
  if (a.value === b.value) return 0;
  return a.value < b.value ? -1 : 1;
}
