import type { Diagnostic } from '../diagnostic.ts';
import { parse } from '../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { dominantLineEnd } from '../text/line-end.ts';
import type { Range } from '../text/range.ts';
import { layOut } from './lay-out.ts';
import { editsWithin } from './range.ts';
import { sortRequires } from './sort-require.ts';
import { type TokenTable, tabulate } from './token-table.ts';
import type { PlacedEdit } from './write-gap.ts';

export interface FormatOptions {
  /** Columns, in UTF-16 units, beyond which lists are broken over lines; 80 where absent. */
  readonly width?: number;
  /** Sorts the names within each leading `require`; off where absent. */
  readonly sortRequire?: boolean;
  /** Lays out only the commands and comments that touch this part; all where absent. */
  readonly range?: Range;
}

export interface FormatResult {
  /** What changes, by place, each edit as small as can be; none where nothing does. */
  readonly edits: readonly TextEdit[];
  /** The text with the edits made. */
  readonly text: string;
  /** Why nothing was laid out: the syntax errors of the script. Empty where it was. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays out a script in the one style that docs/format.md shows. Only white space between tokens
 * changes (RFC 5228 section 2.2), and with `sortRequire` the order of names in `require`: comments,
 * strings, numbers and names stay byte for byte, the byte-order mark and the line ends too. Where
 * the script has syntax errors nothing is changed, and they are returned. Formatting twice gives
 * what formatting once gives.
 */
export function format(text: string, options: FormatOptions = {}): FormatResult {
  const { script, diagnostics } = parse(text);
  if (diagnostics.length > 0) return { edits: [], text, diagnostics };
  const table = tabulate(script);
  const placed = layOut(table, options.width ?? defaultWidth, dominantLineEnd(text));
  const sorted = options.sortRequire === true ? sortRequires(script) : [];
  const all = sorted.length === 0 ? placed : [...placed, ...sorted].sort(byPlace);
  const edits = chosen(all, table, options.range).map(withoutPlace);
  return { edits, text: applyEdits(text, edits), diagnostics: [] };
}

const defaultWidth = 80;

function withoutPlace({ from, to, insert }: PlacedEdit): TextEdit {
  return { from, to, insert };
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.from - b.from || a.to - b.to;
}

function chosen(
  edits: readonly PlacedEdit[],
  table: TokenTable,
  range: Range | undefined,
): readonly PlacedEdit[] {
  return range === undefined ? edits : editsWithin(edits, table, range);
}
