/** Replaces `from`…`to` (UTF-16 units from 0, `to` exclusive) by `insert`. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * The text with all edits made. Ranges count in the text as it was before any of them; insertions
 * at one place are made in the order given. Applying none gives the text itself.
 * @throws RangeError where edits overlap or leave the text: a bug of the caller.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let result = '';
  let at = 0;
  for (const { from, to, insert } of ordered) {
    if (from > to || to > text.length) {
      throw new RangeError(`Edit ${from}…${to} is not a range of ${text.length} characters.`);
    }
    if (from < at) throw new RangeError(`Edit ${from}…${to} overlaps one that ends at ${at}.`);
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}
