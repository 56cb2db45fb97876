/** Where two texts differ: `from`…`to` of the old one became `from`…`newTo` of the new one. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly newTo: number;
}

/** One replacement that makes one text of another, as short as can be. */
export function findChange(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let to = before.length;
  let newTo = after.length;
  while (to > from && newTo > from && before.charCodeAt(to - 1) === after.charCodeAt(newTo - 1)) {
    to--;
    newTo--;
  }
  return { from, to, newTo };
}
